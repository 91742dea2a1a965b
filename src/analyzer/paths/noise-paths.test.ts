import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isProbePath, isStaticAsset } from './noise-paths.ts';

const split = (path: string): string[] => path.split('/').slice(1);

test('what scanners ask for', () => {
  for (const path of [
    '/.env',
    '/.env.production',
    '/app/.git/config',
    '/.aws/credentials',
    '/wp-login.php',
    '/blog/wp-admin/setup-config.php',
    '/phpmyadmin/index.php',
    '/cgi-bin/test.cgi',
    '/actuator/heapdump',
    '/manager/html',
    '/console/login',
    '/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php',
    '/owa/auth/logon.aspx',
    '/HNAP1',
    '/backup.zip',
    '/id_rsa',
    '/server-status',
    '/api/v1/../x',
  ]) {
    assert.ok(isProbePath(split(path)), path);
  }
});

test('paths of real APIs are no probes', () => {
  for (const path of [
    '/',
    '/api/v1/orders',
    '/vendor/42',
    '/vendors/7/items',
    '/manager/7',
    '/console/sessions',
    '/actuator/health',
    '/api/solr-documents',
    '/files/report.zip',
    '/environments',
    '/git/repos',
    '/keys/1',
    '/logs',
    '/.well-known/openid-configuration',
  ]) {
    assert.ok(!isProbePath(split(path)), path);
  }
});

test('static assets', () => {
  for (const path of [
    '/assets/app.3f2a.js',
    '/favicon.ico',
    '/robots.txt',
    '/main.css',
    '/static/logo.png',
    '/logo.svg',
    '/index.html',
  ]) {
    assert.ok(isStaticAsset('GET', split(path)), path);
  }
  for (const path of [
    '/users/42/avatar.png',
    '/orders/7.json',
    '/orders',
    '/media/v1/files/a.pdf',
    '/v1/node.js/releases',
  ]) {
    assert.ok(!isStaticAsset('GET', split(path)), path);
  }
  assert.ok(!isStaticAsset('POST', split('/app.js')));
});

test('pictures of things are no files of a front end, whatever folder they stand in', () => {
  for (const path of [
    '/media/98231.jpg',
    '/img/550e8400-e29b-41d4-a716-446655440000/large.png',
    '/images/cus_9s6XKzkNRiz8i3.webp',
  ]) {
    assert.ok(!isStaticAsset('GET', split(path)), path);
  }
  for (const path of [
    '/media/hero.jpg',
    '/images/logo.png',
    '/static/98231.jpg',
    '/assets/4f2c91ab/logo.svg',
    '/logo.png',
  ]) {
    assert.ok(isStaticAsset('GET', split(path)), path);
  }
});
