package dev.godwit.project.audit.tool;

import dev.godwit.project.process.Ended;

/** What a program has said for people. */
final class Output {

    private Output() {}

    /** Where the reason usually is. */
    static String lastLine(Ended ended) {
        return ended.text()
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((one, last) -> last)
                .map(String::strip)
                .orElse("exit " + ended.exit());
    }
}
