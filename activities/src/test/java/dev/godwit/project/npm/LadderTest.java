package dev.godwit.project.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.project.ecosystem.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LadderTest {

    private static final List<String> RELEASED =
            List.of(
                    "1.0.0",
                    "1.2.0",
                    "1.10.0",
                    "2.0.0",
                    "2.1.0",
                    "3.0.0-beta.1",
                    "3.0.1",
                    "20040902.1.0");

    private static List<String> rungs(String declared, String newest) {
        return Ladder.of("p", declared, newest, RELEASED).rungs().stream()
                .map(rung -> rung.move().to() + (rung.major() ? " major" : ""))
                .toList();
    }

    @Test
    void climbsOneMajorAtATimeAndKeepsTheKindOfRange() {
        assertThat(rungs("^1.0.0", "^3.0.1"))
                .containsExactly("^1.10.0", "^2.1.0 major", "^3.0.1 major");
        assertThat(rungs("~1.10.0", "~2.1.0")).containsExactly("~2.1.0 major");
        assertThat(rungs("1.0.0", "1.2.0")).containsExactly("1.2.0");
        assertThat(rungs(">=2.0.0", ">=3.0.1")).containsExactly(">=2.1.0", ">=3.0.1 major");
    }

    @Test
    void eachRungStartsWhereTheOneBeforeItEnds() {
        Candidate candidate = Ladder.of("p", "^1.0.0", "^3.0.1", RELEASED);
        assertThat(candidate.rungs().stream().map(rung -> rung.move().from()))
                .containsExactly("^1.0.0", "^1.10.0", "^2.1.0");
    }

    @Test
    void everyMinorOfAZeroVersionIsARung() {
        Candidate candidate =
                Ladder.of("p", "^0.1.0", "^0.3.0", List.of("0.1.5", "0.2.0", "0.3.0"));
        assertThat(candidate.rungs().stream().map(rung -> rung.move().to() + " " + rung.major()))
                .containsExactly("^0.1.5 false", "^0.2.0 true", "^0.3.0 true");
    }

    @Test
    void saysWhyNothingIsOffered() {
        assertThat(Ladder.of("p", "github:a/b", "1.0.0", RELEASED).skipped())
                .contains("github:a/b");
        assertThat(Ladder.of("p", "1.x || 2.x", "2.1.0", RELEASED).skipped()).contains("1.x");
        assertThat(Ladder.of("p", "2.0.0-rc.1", "3.0.1", RELEASED).skipped())
                .contains("no released version");
    }

    @Test
    void nothingLiesBetweenWhenTheNewestBreaksNothing() {
        assertThat(Ladder.oneStep("^1.0.0", "^1.9.0")).isTrue();
        assertThat(Ladder.oneStep("~0.3.1", "~0.3.9")).isTrue();
        assertThat(Ladder.oneStep("^1.0.0", "^2.0.0")).isFalse();
        assertThat(Ladder.oneStep("^0.3.0", "^0.4.0")).isFalse();
        assertThat(Ladder.oneStep("latest", "2.0.0")).isFalse();
    }
}
