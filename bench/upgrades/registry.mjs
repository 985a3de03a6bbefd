// Serves the packages of all scenarios on the loopback interface; asks the registry that npm is configured with for others.
// Prints its address when it is ready.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { advisories, code, nameOf, scenarios, versionsOf } from './scenarios.mjs';

const RELEASED = '2026-01-01T00:00:00.000Z'; // older than any cooldown
const upstream = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/** One file of a tar archive: a header of 512 bytes, and the content in blocks of 512. */
function entry(path, text) {
    const content = Buffer.from(text);
    const header = Buffer.alloc(512);
    header.write(path, 0);
    header.write('0000644\0', 100);
    header.write('0000000\0', 108);
    header.write('0000000\0', 116);
    header.write(content.length.toString(8).padStart(11, '0') + '\0', 124);
    header.write('00000000000\0', 136);
    header.write(' '.repeat(8), 148); // the sum is made with blanks in its own place
    header.write('0', 156);
    header.write('ustar\0' + '00', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(sum.toString(8).padStart(6, '0') + '\0 ', 148);
    return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

const documents = new Map();
const archives = new Map();

function publish(address) {
    for (const [scenario, { packages }] of Object.entries(scenarios)) {
        for (let number = 1; number <= packages; number++) {
            const name = nameOf(scenario, number);
            const versions = versionsOf(scenario, number);
            const document = { name, 'dist-tags': { latest: versions.at(-1) }, versions: {}, time: { created: RELEASED, modified: RELEASED } };
            for (const version of versions) {
                const manifest = { name, version, main: 'index.js' };
                const archive = gzipSync(
                    Buffer.concat([
                        entry('package/package.json', JSON.stringify(manifest)),
                        entry('package/index.js', code(scenario, number, version)),
                        Buffer.alloc(1024),
                    ]),
                );
                const path = `/${name}/-/${name.split('/')[1]}-${version}.tgz`;
                archives.set(path, archive);
                const integrity = 'sha512-' + createHash('sha512').update(archive).digest('base64');
                document.versions[version] = { ...manifest, dist: { tarball: address + path, integrity } };
                document.time[version] = RELEASED;
            }
            documents.set('/' + name, JSON.stringify(document));
        }
    }
}

/** What npm audit asks for: of the packages that it names, those that fall under an advisory. */
async function advise(request) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const asked = JSON.parse(request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body);
    return Object.fromEntries(
        Object.entries(advisories)
            .filter(([name, { affected }]) => asked[name]?.includes(affected))
            .map(([name, { id, severity, affected, title }], number) => [
                name,
                [
                    {
                        id: number + 1,
                        url: `https://github.com/advisories/${id}`,
                        title,
                        severity,
                        vulnerable_versions: affected === '1.0.0' ? '<1.1.0' : '>=1.1.0',
                    },
                ],
            ]),
    );
}

async function answer(request, response) {
    const path = decodeURIComponent(request.url.split('?')[0]);
    if (request.method !== 'GET') {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(await advise(request)));
    } else if (documents.has(path)) {
        response.writeHead(200, { 'content-type': 'application/json' }).end(documents.get(path));
    } else if (archives.has(path)) {
        response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(archives.get(path));
    } else {
        const accept = request.headers.accept ?? '*/*';
        const passed = await fetch(new URL(request.url.slice(1), upstream), { headers: { accept } });
        const type = passed.headers.get('content-type') ?? 'application/octet-stream';
        response.writeHead(passed.status, { 'content-type': type }).end(Buffer.from(await passed.arrayBuffer()));
    }
}

const server = createServer((request, response) =>
    answer(request, response).catch(failure => response.writeHead(502).end(String(failure))),
);
server.listen(0, '127.0.0.1', () => {
    const address = `http://127.0.0.1:${server.address().port}`;
    publish(address);
    console.log(address);
});
