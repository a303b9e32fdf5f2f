// fast-jwt with the same claims and the same checks: prints CPU µs to mint, and to verify.
import { createRequire } from 'node:module';

const [folder, secret, claims, count] = process.argv.slice(2);
const { createSigner, createVerifier } = createRequire(`${folder}/`)('fast-jwt');
const key = Buffer.from(secret, 'base64');
const payload = JSON.parse(claims);
const sign = createSigner({ key, algorithm: 'HS256', kid: 'bench', noTimestamp: true });
const verify = createVerifier({
    key,
    algorithms: ['HS256'],
    allowedIss: payload.iss,
    allowedAud: payload.aud,
    requiredClaims: ['exp', 'iss', 'aud', 'sub'],
    cache: false,
});

function time(times, call) {
    for (let nth = 0; nth < times; nth++) call();
    const begun = process.cpuUsage();
    for (let nth = 0; nth < times; nth++) call();
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / times;
}

const token = sign(payload);
if (verify(token).jti !== payload.jti) throw new Error('the token was not read');
console.log(time(Number(count), () => sign(payload)), time(Number(count), () => verify(token)));
