import type { Design } from '../../../design.ts';
import { bytes, item, list, on } from '../notation.ts';

const PHOTO = 'id title width height camera takenAt tags owner';

/** Media: file extensions behind ids, sizes inside names, map tiles by zoom and position, versions in the path. */
export const MEDIA_TILES: Design = {
  name: 'darkroom',
  source: 'own',
  half: 'dev',
  host: 'media.darkroom.example',
  basePath: '',
  templates: [
    on('GET', '/api/v1/photos', list(PHOTO), 'tag owner page', { weight: 3 }),
    on('GET PATCH DELETE', '/api/v1/photos/{photoId}', item(PHOTO), '', { weight: 4 }),
    on('GET', '/api/v1/photos/{photoId}/exif', item('make model iso aperture shutter lens')),
    on('POST', '/api/v1/photos/{photoId}/tags', list('name confidence')),
    on('GET', '/api/v1/photos/random', item(PHOTO), 'tag'),
    on('GET', '/api/v1/photos/curated', list(PHOTO), 'page'),
    on('GET POST', '/api/v1/albums', list('id title cover count'), 'page', { weight: 2 }),
    on('GET', '/api/v1/albums/{albumSlug}', item('id title cover count owner'), '', { weight: 2 }),
    on('GET', '/api/v1/albums/{albumSlug}/photos', list(PHOTO), 'page', { weight: 2 }),
    on('GET', '/api/v1/tags/{tag}/photos', list(PHOTO), 'page', { weight: 2 }),
    on('POST', '/api/v1/uploads', item('uploadId parts expiresAt')),
    on('PUT', '/api/v1/uploads/{uploadId}/parts/{partNo}', item('etag')),
    on('POST', '/api/v1/uploads/{uploadId}/complete', item(PHOTO)),
    on('GET', '/media/{photoId}.jpg', bytes('image/jpeg'), 'dl', { weight: 8 }),
    on('GET', '/media/{photoId}/{width}x{height}.jpg', bytes('image/jpeg'), 'fit', { weight: 5 }),
    on('GET', '/raw/{digest}', bytes('image/x-adobe-dng')),
    on('GET', '/avatars/{login}.png', bytes('image/png'), 's', { weight: 3 }),
    on('GET', '/tiles/{z}/{x}/{y}.png', bytes('image/png'), '', { weight: 10 }),
    on('GET', '/tiles/{style}/{z}/{x}/{y}.pbf', bytes('application/x-protobuf'), '', { weight: 4 }),
    on('GET', '/tiles/{style}/tilejson.json', item('tilejson name tiles minzoom maxzoom')),
    on('GET', '/s3/presign', item('url fields expiresIn'), 'key contentType'),
    on('GET', '/embed/oembed.json', item('type version title html width height'), 'url maxwidth'),
  ],
  slots: {
    photoId: 'like:<base62:11>',
    albumSlug: 'title-slug',
    tag: 'word',
    uploadId: 'uuid',
    partNo: 'int:1-60',
    width: 'enum:120|240|320|480|640|800|1024|1280|1600|1920|2048',
    height: 'enum:90|180|240|360|480|600|768|960|1080|1200|1440',
    digest: 'sha256',
    login: 'username',
    z: 'int:1-18',
    x: 'int:0-9000',
    y: 'int:0-9000',
    style: 'like:ck<base36:9>',
  },
};
