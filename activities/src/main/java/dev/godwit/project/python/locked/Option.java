package dev.godwit.project.python.locked;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of an option when its command is given again. One that is not known here is not
 * taken over: it might reach for what is not the project's.
 *
 * @param use what it is for
 * @param valued whether a value follows
 */
record Option(Use use, boolean valued) {

    enum Use {
        /** Given again as it is. */
        TAKEN,
        /** The same, unless its address names a user. */
        ADDRESS,
        /** A file of constraints: also what the command has to wait for. */
        CONSTRAINT,
        /** Names the file that is written. */
        OUTPUT,
        /** An extra or a group that is compiled too. */
        EXTRA,
        /** Names the interpreter; Godwit gives its own. */
        INTERPRETER,
        /** Of no effect on what is written, or of one that is not wanted again. */
        LEFT_OUT
    }

    private static final Map<String, Option> PIP_COMPILE = new HashMap<>();
    private static final Map<String, Option> UV = new HashMap<>();

    static {
        String both =
                "--generate-hashes --no-annotate --strip-extras --no-strip-extras --all-extras"
                        + " --no-index --emit-find-links --emit-index-url";
        flags(PIP_COMPILE, Use.TAKEN, both);
        flags(
                PIP_COMPILE,
                Use.TAKEN,
                "--allow-unsafe --no-allow-unsafe --annotate --no-emit-find-links"
                        + " --no-emit-index-url --emit-trusted-host --no-emit-trusted-host"
                        + " --emit-options --no-emit-options --reuse-hashes --no-reuse-hashes"
                        + " --pre -p --no-config --header");
        valued(
                PIP_COMPILE,
                Use.TAKEN,
                "--annotation-style --newline --max-rounds --unsafe-package --uploaded-prior-to");
        flags(PIP_COMPILE, Use.LEFT_OUT, "--quiet -q --verbose -v --color --no-color --upgrade -U");
        flags(PIP_COMPILE, Use.LEFT_OUT, "--rebuild -r --build-isolation");
        valued(PIP_COMPILE, Use.LEFT_OUT, "--upgrade-package -P --cache-dir");
        valued(PIP_COMPILE, Use.CONSTRAINT, "--constraint -c");
        addresses(PIP_COMPILE, "");

        flags(UV, Use.TAKEN, both);
        flags(
                UV,
                Use.TAKEN,
                "--universal --no-universal --no-strip-markers --emit-build-options"
                        + " --emit-index-annotation --no-build --no-deps --no-sources --annotate");
        valued(
                UV,
                Use.TAKEN,
                "--annotation-style --python-version --python-platform --no-emit-package"
                        + " --unsafe-package --only-binary --no-binary --resolution --prerelease"
                        + " --exclude-newer --index-strategy --fork-strategy --torch-backend"
                        + " --format");
        flags(UV, Use.LEFT_OUT, "--quiet -q --verbose -v --no-progress --upgrade -U --refresh");
        flags(UV, Use.LEFT_OUT, "--no-cache -n --system --offline --no-python-downloads");
        valued(UV, Use.LEFT_OUT, "--upgrade-package -P --cache-dir --color --link-mode");
        valued(UV, Use.CONSTRAINT, "--constraint --constraints -c --overrides --override");
        valued(UV, Use.CONSTRAINT, "--build-constraint --build-constraints -b");
        valued(UV, Use.EXTRA, "--group");
        valued(UV, Use.INTERPRETER, "--python -p");
        addresses(UV, "--index --default-index");
    }

    private static void addresses(Map<String, Option> of, String more) {
        valued(of, Use.ADDRESS, "--index-url -i --extra-index-url --find-links -f " + more);
        valued(of, Use.EXTRA, "--extra");
        valued(of, Use.OUTPUT, "--output-file -o");
    }

    private static void flags(Map<String, Option> of, Use use, String names) {
        for (String name : names.strip().split(" ")) {
            of.put(name, new Option(use, false));
        }
    }

    private static void valued(Map<String, Option> of, Use use, String names) {
        for (String name : names.strip().split(" ")) {
            of.put(name, new Option(use, true));
        }
    }

    /** The one of that name. @param value that is joined to it; empty for none */
    static Optional<Option> of(Header.Author author, String name, String value) {
        if (name.equals("--resolver")) { // the other one is gone
            return value.equals("legacy")
                    ? Optional.empty()
                    : Optional.of(new Option(Use.LEFT_OUT, true));
        }
        Map<String, Option> known = author == Header.Author.UV ? UV : PIP_COMPILE;
        return Optional.ofNullable(known.get(name));
    }
}
