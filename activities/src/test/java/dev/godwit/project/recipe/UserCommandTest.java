package dev.godwit.project.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.project.ecosystem.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCommandTest {

    @TempDir Path temp;
    private Project project;

    @BeforeEach
    void project() throws Exception {
        project =
                new Project(temp)
                        .write("a.txt", "old\n")
                        .write("b.txt", "old\n")
                        .write("c.txt", "other\n")
                        .write(".gitignore", "*.log\n")
                        .commit();
    }

    private Result run(String... command) throws Exception {
        return new UserCommand("command:" + command[0], List.of(command)).rewrite(project.at());
    }

    @Test
    void saysWhatItDidAndWhenThereWasNothingToDo() throws Exception {
        Result rewritten = run("sed", "-i", "s/old/new/", "a.txt", "b.txt", "c.txt");
        assertThat(rewritten.good()).isTrue();
        assertThat(rewritten.note()).isEqualTo("rewrote 2 files");
        assertThat(rewritten.logs()).allSatisfy(log -> assertThat(log).exists());
        assertThat(run("sed", "-i", "s/old/new/", "a.txt").note()).isEqualTo("nothing to do");
        assertThat(project.staged()).containsExactly("M\ta.txt", "M\tb.txt");
    }

    @Test
    void newFilesAreCommittedToo() throws Exception {
        assertThat(run("cp", "a.txt", "ä new.txt").note()).isEqualTo("rewrote 1 file");
        assertThat(run("cp", "a.txt", "x.log").note()).isEqualTo("nothing to do");
        assertThat(run("mkdir", "-p", "target/classes").note()).isEqualTo("nothing to do");
        assertThat(run("cp", "a.txt", "target/classes/a.txt").note()).isEqualTo("nothing to do");
        assertThat(run("sed", "-i", "s/old/new/", "ä new.txt").note()).isEqualTo("rewrote 1 file");
        assertThat(run("mv", "b.txt", "d.txt").note()).isEqualTo("rewrote 2 files");
        project.git("config", "core.quotePath", "false");
        assertThat(project.staged()).containsExactly("A\tä new.txt", "R100\tb.txt\td.txt");
    }

    @Test
    void theExitCodeDecides() throws Exception {
        Result failed = run("false");
        assertThat(failed.good()).isFalse();
        assertThat(failed.note()).isEqualTo("false: exit 1");
        assertThatThrownBy(() -> run("no-such-program"))
                .hasMessage("there is no program no-such-program");
    }

    @Test
    void aRelativePathIsTheProjects() throws Exception {
        project.write("fix.sh", "#!/bin/sh\necho new > a.txt\n");
        assertThat(project.folder.resolve("fix.sh").toFile().setExecutable(true)).isTrue();
        project.commit();
        assertThat(run("./fix.sh").note()).isEqualTo("rewrote 1 file");
        Files.delete(project.folder.resolve("fix.sh"));
        assertThatThrownBy(() -> run("./fix.sh")).hasMessageContaining("there is no program");
    }
}
