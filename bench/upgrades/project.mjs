// Makes a Git repository with a project that uses every package of a scenario: node project.mjs FOLDER SCENARIO MILLIS LOG
// Its test takes MILLIS, then fails when one package does not work with the others; each run adds a line to the file LOG,
// by a path that is written into it: no tool has to hand a variable on.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf, scenarios } from './scenarios.mjs';

const [folder, scenario, millis, log] = process.argv.slice(2);
const names = Array.from({ length: scenarios[scenario].packages }, (_, index) => nameOf(scenario, index + 1));
const manifest = {
    name: 'shop',
    version: '1.0.0',
    private: true,
    scripts: { test: 'node test.js' },
    dependencies: Object.fromEntries(names.map(name => [name, '^1.0.0'])),
};
const test = `const { appendFileSync } = require('node:fs');
const names = Object.keys(require('./package.json').dependencies);
const all = Object.fromEntries(names.map(name => [name, require(name + '/package.json').version]));
const moved = names.filter(name => all[name] === '1.1.0').length;
setTimeout(() => {
    const broken = names.filter(name => { try { require(name)(all); return false; } catch { return true; } });
    appendFileSync(${JSON.stringify(log)}, moved + ' moved, ' + (broken.join(' ') || 'green') + '\\n');
    process.exit(broken.length === 0 ? 0 : 1);
}, ${Number(millis)});
`;

mkdirSync(folder, { recursive: true });
const write = (file, text) => writeFileSync(join(folder, file), text);
const run = (program, ...words) => execFileSync(program, words, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
write('test.js', test);
write('.gitignore', 'node_modules/\n');

// A lock file at 1.0.0, though the ranges admit 1.1.0: first it is made with the exact versions.
write('package.json', JSON.stringify({ ...manifest, dependencies: Object.fromEntries(names.map(name => [name, '1.0.0'])) }));
run('npm', 'install', '--package-lock-only', '--no-audit', '--no-fund', '--loglevel=error');
write('package.json', JSON.stringify(manifest, null, 2) + '\n');
run('npm', 'install', '--package-lock-only', '--no-audit', '--no-fund', '--loglevel=error');

run('git', 'init', '-q', '-b', 'main');
run('git', 'add', '-A');
run('git', '-c', 'user.name=Bench', '-c', 'user.email=bench@localhost', '-c', 'commit.gpgsign=false', 'commit', '-q', '-m', 'Begin');
