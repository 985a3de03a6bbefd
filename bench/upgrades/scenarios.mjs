// What is planted. Every package is there as 1.0.0 and 1.1.0; names are numbered within a scope of the scenario's own,
// so that no cache ever mixes two scenarios up.
export const scenarios = {
    '1-of-20': { packages: 20, broken: [7], pair: [] },
    '3-of-40': { packages: 40, broken: [5, 18, 33], pair: [] },
    // Alone, a pair would pass with everything else in the first attempt: one broken package makes both tools search.
    'pair-of-20': { packages: 20, broken: [4], pair: [7, 15] },
    // The same for a test, which is not measured.
    'pair-of-8': { packages: 8, broken: [4], pair: [2, 7], majors: [] },
    // For the test that kills workers: two have a major version too, of which one breaks. Not measured.
    killed: { packages: 3, broken: [], pair: [], majors: [1, 2], brokenMajors: [2] },
};

export const nameOf = (scenario, number) => `@${scenario}/p${String(number).padStart(2, '0')}`;

/** What is published of a package, oldest first. */
export const versionsOf = (scenario, number) => ['1.0.0', '1.1.0', ...((scenarios[scenario].majors ?? []).includes(number) ? ['2.0.0'] : [])];

/** Advisories that do not exist anywhere else: one falls away, one is kept because its version breaks the project. */
export const advisories = {
    [nameOf('pair-of-8', 1)]: { id: 'GHSA-2222-aaaa-bbbb', severity: 'high', affected: '1.0.0', title: 'Mended by moving' },
    [nameOf('pair-of-8', 4)]: { id: 'GHSA-4444-aaaa-bbbb', severity: 'low', affected: '1.0.0', title: 'Mended by what is broken' },
};

/** The largest set of packages that can move. */
export const movable = ({ packages, broken }) => packages - broken.length;

/**
 * The code of a version: a function that throws when it does not work among the versions that it is given, by name.
 * Members of a pair only work with their like.
 */
export function code(scenario, number, version) {
    const { broken, pair, brokenMajors = [] } = scenarios[scenario];
    if ((version === '1.1.0' && broken.includes(number)) || (version === '2.0.0' && brokenMajors.includes(number))) {
        return 'module.exports = () => { throw new Error("broken"); };\n';
    }
    if (pair.includes(number)) {
        const other = nameOf(scenario, pair.find(one => one !== number));
        return `module.exports = all => { if (all['${other}'] !== '${version}') throw new Error('needs ${other} ${version}'); };\n`;
    }
    return 'module.exports = () => {};\n';
}
