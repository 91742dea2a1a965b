import type { Design } from '../../../design.ts';
import { bytes, item, list, on, text } from '../notation.ts';
import { OBJECTS, TOPICS } from './vocabulary.ts';

const SHOW = 'id title year seasons rating synopsis artwork';
const SEGMENT = { scored: false } as const;

/** Streaming: renditions, numbered segments, sizes behind underscores, quad keys, undashed ids, double slashes. */
export const STREAMING: Design = {
  name: 'flickerbox',
  source: 'own',
  half: 'check',
  host: 'play.flickerbox.example',
  basePath: '',
  templates: [
    on('GET', '/catalogue/v3/shows', list(SHOW), 'genre page', { weight: 3 }),
    on('GET', '/catalogue/v3/shows/{showSlug}', item(SHOW), '', { weight: 4 }),
    on('GET', '/catalogue/v3/shows/{showSlug}/seasons/{season}', item('number episodes released')),
    on(
      'GET',
      '/catalogue/v3/shows/{showSlug}/seasons/{season}/episodes/{episode}',
      item('number title runtime videoId'),
      '',
      { weight: 3 },
    ),
    on('GET', '/catalogue/v3/shows/{showSlug}/trailers', list('videoId language runtime')),
    on('GET', '/catalogue/v3/genres/{genre}', item('name shows hero')),
    on('GET', '/catalogue/v3/continue-watching', list('videoId position runtime'), 'profile', { weight: 4 }),
    on('GET', '/catalogue/v3/charts/weekly', list('rank showId delta'), 'country'),
    on('GET', '/catalogue/v3/charts/editors', item('headline curator picks')),
    on('POST', '/playback/sessions', item('sessionId manifestUrl licenceUrl'), '', { weight: 4 }),
    on('PUT', '/playback/sessions/{session}/heartbeat', item('position accepted'), '', { weight: 8 }),
    on('DELETE', '/playback/sessions/{session}', { type: 'none' }, '', { weight: 2 }),
    on('GET', '/hls/{videoId}/master.m3u8', text('application/vnd.apple.mpegurl'), 'token', { weight: 4 }),
    on('GET', '/hls/{videoId}/{rendition}/index.m3u8', text('application/vnd.apple.mpegurl'), '', {
      weight: 3,
      ...SEGMENT,
    }),
    on('GET', '/hls/{videoId}/{rendition}/seg-{sequence}.ts', bytes('video/mp2t'), '', {
      weight: 10,
      ...SEGMENT,
    }),
    on('GET', '/thumbs/{videoId}_{thumbSize}.webp', bytes('image/webp'), '', { weight: 4 }),
    on('GET', '/subtitles/{videoId}.{subtitleLanguage}.vtt', text('text/vtt'), '', { weight: 2 }),
    on('POST', '/drm/licence/{keySystem}', bytes('application/octet-stream'), '', SEGMENT),
    on('GET', '/maps/quad/{quadKey}.jpeg', bytes('image/jpeg'), '', { weight: 3 }),
    on('GET', '/profiles/{profileId}/avatar', bytes('image/png')),
    on('GET PATCH', '/profiles/{profileId}', item('id name maturity language autoplay'), '', { weight: 2 }),
    on('POST', '/profiles/{profileId}/ratings/{showSlug}', item('showSlug thumbs')),
    on('POST', '/telemetry/batch', { type: 'none' }, '', { weight: 6, statuses: [204] }),
  ],
  slots: {
    showSlug: `like:the-<any:${OBJECTS}>-<any:of|and|from>-<any:${TOPICS}>`,
    season: 'int:1-12',
    episode: 'int:1-24',
    genre:
      'enum:noir|western|anime|slapstick|thriller|musical|biopic|heist|sitcom|kaiju|giallo|mockumentary|space-opera|wuxia|melodrama|procedural',
    session: 'like:<hex:8><hex:4>4<hex:3>a<hex:3><hex:12>',
    videoId: 'like:<digits:1><hex:31>',
    rendition: 'enum:240p|360p|480p|720p|1080p|2160p',
    sequence: 'int:1-2400',
    thumbSize: 'like:<any:160|320|640|1280>x<any:90|180|360|720>',
    subtitleLanguage: 'enum:en|de|fr|es|it|pt|pl|nl|sv|da|fi|nb|cs|hu|tr|ja|ko|zh',
    keySystem: 'enum:widevine|fairplay|playready',
    quadKey:
      'like:<any:0|1|2|3><any:00|01|02|03|10|11|12|13|20|21|22|23|30|31|32|33><any:00|01|02|03|10|11|12|13|20|21|22|23|30|31|32|33><any:00|01|02|03|10|11|12|13|20|21|22|23|30|31|32|33>',
    profileId: 'hex:16',
  },
  spellings: ['double-slash'],
};
