package dev.godwit.project.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FamiliesTest {

    @Test
    void whatIsReleasedInLockstepMovesTogether() {
        List<Candidate> candidates =
                Stream.of("@nestjs/core", "rxjs", "jest", "@nestjs/common", "ts-jest", "jestify")
                        .map(name -> new Candidate(name, List.of(), ""))
                        .toList();
        assertThat(Families.NPM.group(candidates))
                .extracting(
                        family ->
                                family.name()
                                        + family.members().stream().map(Candidate::name).toList())
                .containsExactly(
                        "nestjs[@nestjs/core, @nestjs/common]",
                        "rxjs[rxjs]",
                        "jest[jest, ts-jest]",
                        "jestify[jestify]");
    }

    @Test
    void familiesOfMavenGoByGroup() {
        assertThat(
                        Stream.of(
                                        "org.springframework.boot:spring-boot-dependencies",
                                        "org.springframework:spring-core",
                                        "com.fasterxml.jackson.core:jackson-core (a/pom.xml)",
                                        "com.fasterxml.jackson:jackson-bom",
                                        "org.junit:junit-bom",
                                        "io.netty:netty-tcnative",
                                        "org.hibernate:hibernate-validator",
                                        "org.apache.maven.plugins:maven-failsafe-plugin",
                                        "org.apache.maven.plugins:maven-jar-plugin")
                                .map(Families.JVM::of))
                .containsExactly(
                        "spring-boot",
                        "spring",
                        "jackson",
                        "jackson",
                        "junit",
                        "io.netty:netty-tcnative",
                        "org.hibernate:hibernate-validator",
                        "surefire",
                        "org.apache.maven.plugins:maven-jar-plugin");
    }
}
