package dev.godwit.project.audit.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.audit.Severity;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.npm.Registry;
import dev.godwit.project.process.Ended;
import dev.godwit.project.process.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real npm, with packages and advisories that do not exist anywhere else. */
class NpmAuditTest {

    private static final String ADVISORY = "GHSA-aaaa-bbbb-cccc";

    @TempDir Path temp;
    private Registry registry;
    private Workplace at;

    @BeforeEach
    void project() throws Exception {
        registry = new Registry(temp);
        registry.publish("godwit-hole", "1.0.0", "", "{}");
        registry.publish(
                "godwit-user", "1.0.0", "", "{\"dependencies\":{\"godwit-hole\":\"1.0.0\"}}");
        Path folder = Files.createDirectory(temp.resolve("shop"));
        Files.writeString(
                folder.resolve("package.json"),
                "{\"name\":\"shop\",\"version\":\"1.0.0\",\"dependencies\":{\"godwit-user\":\"1.0.0\"}}");
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("npm_config_registry", registry.url());
        environment.put("npm_config_prefer_online", "true");
        environment.put("npm_config_fetch_retries", "0");
        at =
                new Workplace(
                        folder,
                        temp.resolve("logs"),
                        List.of(),
                        Duration.ofMinutes(2),
                        new Sandbox(environment),
                        () -> {});
        Ended locked =
                at.fetch(
                        "lock",
                        Map.of("npm_config_audit", "false"),
                        List.of("npm", "install", "--package-lock-only"));
        assertThat(locked.good()).as(locked.text()).isTrue();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private Audit audit() throws Exception {
        return new NpmAudit().audit(at, new Inventory(List.of(), List.of()));
    }

    @Test
    void namesThePackageThatIsVulnerableAndItsFix() throws Exception {
        registry.advise("godwit-hole", ADVISORY, "critical", "<1.0.3");
        Audit audit = audit();
        assertThat(audit.unknown()).isEmpty();
        assertThat(audit.auditors()).singleElement().asString().startsWith("npm audit 1");
        assertThat(audit.findings())
                .containsExactly(
                        new Finding(
                                ADVISORY,
                                List.of(),
                                "godwit-hole",
                                "1.0.0",
                                Severity.CRITICAL,
                                List.of("1.0.3"),
                                "package-lock.json",
                                "A flaw in godwit-hole"));
    }

    @Test
    void saysWhenThereIsNoFix() throws Exception {
        registry.advise("godwit-hole", ADVISORY, "low", ">=0.0.1");
        assertThat(audit().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.fixedIn()).isEmpty());
    }

    @Test
    void isCleanOnlyWhenItHasAnAnswer() throws Exception {
        assertThat(audit().findings()).isEmpty();
        assertThat(audit().unknown()).isEmpty();

        registry.knowsAdvisories = false;
        assertThat(audit().unknown()).singleElement().asString().contains("405");
        assertThat(audit().auditors()).isEmpty();

        Files.delete(at.folder().resolve("package-lock.json"));
        assertThat(audit().unknown()).singleElement().asString().contains("no lock file");
    }

    @Test
    void aRegistryThatIsGoneIsNotClean() throws Exception {
        registry.close();
        assertThat(audit().unknown()).hasSize(1);
        assertThat(audit().findings()).isEmpty();
    }
}
