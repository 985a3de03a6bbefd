package dev.godwit.project.maven;

import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.maven.pom.Reactor;
import java.io.IOException;
import java.util.Map;

/** The Java that a project is built with, for whoever else runs its Maven. */
public final class ProjectJava {

    private ProjectJava() {}

    /**
     * The variables that Maven needs for it; none when the machine's own choice is right.
     *
     * @throws IOException when no JDK here is new enough, or Maven cannot be run
     */
    public static Map<String, String> variables(Workplace at) throws IOException {
        return Program.of(at, Reactor.read(at.folder()), Jdks.ofThisMachine()).variables();
    }
}
