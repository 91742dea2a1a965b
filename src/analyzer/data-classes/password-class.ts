import { isMasked } from '../masked-value.ts';
import { type DataClass, under } from './data-class.ts';

const NOT_A_PASSWORD =
  /^(?:true|false|null|none|n\/a|undefined|yes|no|string|password|\d{4}-\d{2}-\d{2}.{0,30}|1[4-9]\d{8}(?:\d{3})?|https?:.{0,500})$/i;

/** Among other words only what no word looks like: a letter with a digit or a sign. */
function isStrongInText(candidate: string): boolean {
  const text = candidate.replace(/[.:!?]+$/, '');
  return (
    text.length >= 6 &&
    /\p{L}/u.test(text) &&
    /[\d!@#$%^&*?+~]/.test(text) &&
    !/^[A-Za-z]+:\/\/|^[\d:./-]+[A-Za-z]{0,2}$/.test(text)
  );
}

export const PASSWORD: DataClass = {
  id: 'password',
  title: 'Password',
  category: 'secret',
  /** In a request body it is how one logs in; anywhere else it is out of place. */
  locations: [
    'request.path',
    'request.query',
    'request.header',
    'request.cookie',
    'response.header',
    'response.cookie',
    'response.body',
  ],
  prefilter: { minLength: 3 },
  pattern: /^\S[^\r\n]{2,127}$/,
  validate: (candidate) => !NOT_A_PASSWORD.test(candidate) && !isMasked(candidate),
  wholeKeys: ['pw'],
  contextWords: [
    'password',
    'passwd',
    'pwd',
    'passphrase',
    'passcode',
    'pass word',
    'passwort',
    'contrasena',
    'userpass',
    'pass phrase',
    'passwrd',
    'psw',
    'kennwort',
    'senha',
    'mdp',
    'mot de passe',
    'mot passe',
    'wachtwoord',
    'losenord',
    'user pass',
    'db pass',
    'login pass',
    'admin pass',
  ],
  contextNot: [
    'password reset',
    'reset password url',
    'has password',
    'password policy',
    'password changed',
    'password expires',
    'password expiry',
    'password updated',
    'password strength',
    'password hint',
    'password required',
    'password length',
    'forgot password',
    'is password',
    'password age',
    'password update',
    'password set',
    'password never',
    'password min',
    'password max',
    'min password',
    'max password',
    'password require',
    'password requirement',
    'password protected',
    'password check',
    'password option',
    'password operation',
    'password management',
    'password sync',
    'must change password',
    'allow password',
    'archived password',
    'prior password',
    'strong password',
    'weak password',
    'complex password',
    'include password',
    'generate password',
    'saved password',
  ],
  inText: [
    {
      words: [
        'password',
        'passwd',
        'pwd',
        'passphrase',
        'passcode',
        'passwort',
        'kennwort',
        'mot passe',
        'mot de passe',
        'contraseña',
        'wachtwoord',
        'pw',
        'pass phrase',
        'senha',
        'psw',
      ],
      form: /[^\s"'<>,;()]{6,64}/uy,
      validate: isStrongInText,
    },
  ],
  chanceRate: 1,
  needsContext: true,
  positives: [
    ...under('note', 'Your temporary password is Tr0ub4dor&3 until Monday'),
    ...under('password', 'correct horse', 'hunter2!'),
    ...under('new_password', 'Tr0ub4dor&3'),
  ],
  nearMisses: [
    ...under(
      'note',
      'password is incorrect',
      'password reset requested twice',
      'password: https://shop.example/r1',
    ),
    ...under('note', 'hunter2!'),
    ...under('password', 'true', '***', '', 'ab', 'REDACTED'),
    ...under('passwordChangedAt', '2024-01-05T00:00:00Z'),
    ...under('maxPasswordAge', '7776000'),
    ...under('passwordUpdate', '1592981250'),
  ],
};
