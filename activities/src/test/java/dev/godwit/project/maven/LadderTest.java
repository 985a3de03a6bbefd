package dev.godwit.project.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.project.ecosystem.Candidate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LadderTest {

    private static Candidate ladder(String declared, String... released) throws IOException {
        return Ladder.of("g:a", declared, List.of(released), version -> Optional.empty());
    }

    private static List<String> rungs(Candidate candidate) {
        return candidate.rungs().stream()
                .map(rung -> rung.move().to() + (rung.major() ? " major" : ""))
                .toList();
    }

    @Test
    void climbsOneMajorAtATime() throws Exception {
        Candidate candidate =
                ladder("1.0", "1.0.1", "1.10.0", "1.9", "2.0.0", "2.12.7.1", "2.12.7", "3.0.0-M1");
        assertThat(rungs(candidate)).containsExactly("1.10.0", "2.12.7.1 major");
        assertThat(candidate.rungs().stream().map(rung -> rung.move().from()))
                .containsExactly("1.0", "1.10.0");
        assertThat(rungs(ladder("0.1.0", "0.1.5", "0.2.0", "0.3.0")))
                .containsExactly("0.1.5", "0.2.0 major", "0.3.0 major");
    }

    @Test
    void offersNoUnfinishedVersionsAndNoDays() throws Exception {
        assertThat(
                        rungs(
                                ladder(
                                        "1.0.0",
                                        "1.1.0-alpha1",
                                        "1.1.0-beta.2",
                                        "1.1-b01",
                                        "1.1.0.M1",
                                        "1.1.0-RC1",
                                        "1.1.0.CR1",
                                        "1.1.0-SNAPSHOT",
                                        "1.1.0-preview.3",
                                        "20040902",
                                        "20030203.000550",
                                        "1.0.20240101",
                                        "2024.1.0",
                                        "1.1.0-20240101.101010-1")))
                .isEmpty();
    }

    @Test
    void staysWithItsFlavour() throws Exception {
        String[] guava = {"33.4.0-android", "33.4.0-jre", "34.0.0-android", "32.0"};
        assertThat(rungs(ladder("33.0.0-jre", guava))).containsExactly("33.4.0-jre");
        assertThat(rungs(ladder("5.6.0.Final", "5.6.15.Final", "5.6.16", "6.0.0.Final")))
                .containsExactly("5.6.15.Final", "6.0.0.Final major");
        assertThat(rungs(ladder("9.4.1.v20180101", "9.4.58.v20250814", "9.4.59")))
                .containsExactly("9.4.58.v20250814");
        assertThat(rungs(ladder("2023.0.1", "2023.0.6", "2024.0.1")))
                .containsExactly("2023.0.6", "2024.0.1 major");
        Candidate spring = ladder("2.2.0.RELEASE", "2.3.12.RELEASE", "2.7.18");
        assertThat(rungs(spring)).containsExactly("2.3.12.RELEASE");
        assertThat(spring.skipped()).isEqualTo("2.7.18 is of another kind than 2.2.0.RELEASE");
    }

    @Test
    void takesTheNextOneWhenTheNewestMayNotBeOffered() throws Exception {
        List<String> asked = new ArrayList<>();
        Candidate candidate =
                Ladder.of(
                        "g:a",
                        "1.0",
                        List.of("1.1", "1.2", "2.0", "2.1", "2.2"),
                        version -> {
                            asked.add(version);
                            return version.equals("2.2")
                                    ? Optional.of("is too young")
                                    : Optional.empty();
                        });
        assertThat(rungs(candidate)).containsExactly("1.2", "2.1 major");
        assertThat(asked).containsExactly("2.2", "2.1", "1.2");
        assertThat(candidate.skipped()).isEqualTo("2.2 is too young");
    }

    @Test
    void saysWhyNothingIsOffered() throws Exception {
        assertThat(ladder("2.0.0-rc1", "2.0.0").skipped()).contains("no released version");
        assertThat(ladder("20040902", "1.0").skipped()).contains("no released version");
    }
}
