package dev.godwit.project.audit.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.project.audit.Component;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;

class SbomTest {

    private static final Instant TIME = Instant.parse("2026-11-24T12:00:00Z");

    private static final Component NEST =
            new Component(
                    "@nestjs/core",
                    "10.4.1",
                    "pkg:npm/%40nestjs/core@10.4.1",
                    "package-lock.json",
                    Optional.empty());
    private static final Component LOG4J =
            new Component(
                    "org.apache.logging.log4j:log4j-core",
                    "2.14.1",
                    "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
                    "app/pom.xml",
                    Optional.empty());

    @Test
    void isWhatTheSchemaAsksFor() throws Exception {
        byte[] text = Sbom.of("shop", List.of(NEST, LOG4J), TIME).getBytes(StandardCharsets.UTF_8);
        assertThat(new JsonParser().validate(text, Version.VERSION_16)).isEmpty();
        Bom bom = new JsonParser().parse(text);
        assertThat(bom.getMetadata().getTimestamp()).isEqualTo(TIME);
        assertThat(bom.getComponents())
                .extracting(one -> one.getGroup() + " " + one.getName() + " " + one.getPurl())
                .containsExactly(
                        "org.apache.logging.log4j log4j-core " + LOG4J.purl(),
                        "@nestjs core " + NEST.purl());
        assertThat(
                        new JsonParser()
                                .validate(
                                        Sbom.of("empty", List.of(), TIME)
                                                .getBytes(StandardCharsets.UTF_8),
                                        Version.VERSION_16))
                .isEmpty();
    }

    @Test
    void isTheSameFileOfTheSameComponents() {
        String one = Sbom.of("shop", List.of(NEST, LOG4J), TIME);
        assertThat(Sbom.of("shop", List.of(LOG4J, NEST), TIME)).isEqualTo(one);
        assertThat(serial(Sbom.of("shop", List.of(LOG4J, NEST), TIME.plusSeconds(1))))
                .isEqualTo(serial(one));
        assertThat(serial(Sbom.of("shop", List.of(LOG4J), TIME))).isNotEqualTo(serial(one));
    }

    private static String serial(String bom) {
        return bom.lines().filter(line -> line.contains("serialNumber")).findFirst().orElseThrow();
    }
}
