package dev.godwit.project.recipe;

import dev.godwit.project.ecosystem.Recipe;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A command of the user's, run in the project's folder without a shell. Its exit code says whether
 * it went well, git says what it did.
 */
public final class UserCommand implements Recipe {

    private final String name;
    private final List<String> command;

    /**
     * @param name as people wrote it
     * @param command program and arguments; a program with a relative path is one of the project's
     */
    public UserCommand(String name, List<String> command) {
        this.name = name;
        this.command = List.copyOf(command);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Result rewrite(Workplace at) throws IOException {
        Rewriting rewriting = new Rewriting(at, name);
        List<String> here = new ArrayList<>(command);
        if (here.getFirst().contains("/")) {
            here.set(0, at.folder().resolve(here.getFirst()).toAbsolutePath().toString());
        }
        Ended ended = rewriting.run(Map.of("CI", "1", "NO_COLOR", "1"), here);
        return ended.good()
                ? rewriting.done()
                : rewriting.failed(String.join(" ", command) + ": " + Rewriting.how(ended));
    }
}
