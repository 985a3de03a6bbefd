package dev.godwit.project.audit.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Feeds;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.ecosystem.Auditor;
import dev.godwit.project.ecosystem.Ecosystem;
import dev.godwit.project.maven.Maven;
import dev.godwit.project.npm.Npm;
import dev.godwit.project.python.Python;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is configured: who then stays silent has to be named. */
class NotAskedTest {

    private static final String OSV = "osv-scanner: no database is configured";

    @TempDir private Path temp;

    /** On a host without any program, so nobody could answer if asked. */
    private List<String> notAsked(Ecosystem ecosystem) throws Exception {
        Inventory inventory = new Inventory(List.of(Places.npm("lodash", "4.17.15")), List.of());
        List<String> notAsked = new ArrayList<>();
        for (Auditor auditor : ecosystem.auditors(Feeds.none(temp.resolve("data")))) {
            if (List.of("safety", "osv-scanner").contains(auditor.name())) {
                Audit audit = auditor.audit(Places.at(temp, Map.of("PATH", "/none")), inventory);
                assertThat(audit.unknown()).isEmpty();
                notAsked.addAll(audit.notAsked());
            }
        }
        return notAsked;
    }

    @Test
    void everyEcosystemNamesThem() throws Exception {
        assertThat(notAsked(new Npm())).containsExactly(OSV);
        assertThat(notAsked(new Maven())).containsExactly(OSV);
        assertThat(notAsked(new Python(Path.of("tools"))))
                .containsExactly("safety: no key is configured", OSV);
    }
}
