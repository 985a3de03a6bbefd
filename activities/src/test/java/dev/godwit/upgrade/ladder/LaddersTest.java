package dev.godwit.upgrade.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Candidate.Held;
import dev.godwit.project.ecosystem.Candidate.Rung;
import dev.godwit.project.ecosystem.Families;
import dev.godwit.project.ecosystem.Move;
import dev.godwit.workflow.upgrade.activity.Survey;
import dev.godwit.workflow.upgrade.message.Wishes;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaddersTest {

    private static final Wishes LATEST =
            new Wishes(
                    true, List.of(), List.of(), List.of(), List.of(), 0, List.of(), "", true, false,
                    0);

    private static Rung rung(String name, int from, int to) {
        return new Rung(new Move(name, from + ".0.0", to + ".0.0"), true);
    }

    private static Survey survey(Wishes wishes, Candidate... candidates) {
        return new Ladders(Families.NPM, wishes).of(List.of(candidates));
    }

    private static List<String> fates(Survey survey) {
        return survey.skipped().stream()
                .map(fate -> "%s %s %s".formatted(fate.kind(), fate.name(), fate.reason()))
                .toList();
    }

    @Test
    void aFamilyClimbsNoHigherThanTheMemberThatIsHeld() {
        Held held = new Held(new Move("@nestjs/core", "11.0.0", "12.0.0"), "needs Node.js >=24");
        Survey survey =
                survey(
                        LATEST,
                        new Candidate(
                                "@nestjs/core",
                                List.of(rung("@nestjs/core", 10, 11)),
                                "",
                                List.of(held)),
                        new Candidate(
                                "@nestjs/common",
                                List.of(
                                        rung("@nestjs/common", 10, 11),
                                        rung("@nestjs/common", 11, 12)),
                                ""));
        assertThat(survey.ladders().getFirst().rungs())
                .singleElement()
                .satisfies(rung -> assertThat(rung.bumps()).hasSize(2));
        assertThat(fates(survey))
                .containsExactly(
                        "HELD @nestjs/core needs Node.js >=24",
                        "HELD @nestjs/common held with @nestjs/core");
    }

    @Test
    void aNameThatIsNowhereIsSaidWithTheOneThatWasMeant() {
        Wishes wishes =
                new Wishes(
                        true,
                        List.of("nestsj"),
                        List.of("typescript"),
                        List.of(),
                        List.of(),
                        0,
                        List.of(),
                        "",
                        true,
                        false,
                        0);
        Candidate core = new Candidate("@nestjs/core", List.of(rung("@nestjs/core", 10, 11)), "");
        assertThat(fates(survey(wishes, core)))
                .containsExactly(
                        "SKIPPED @nestjs/core not among --only",
                        "SKIPPED nestsj --only: " + Wishes.NOWHERE + "; did you mean nestjs?",
                        "SKIPPED typescript --except: " + Wishes.NOWHERE);
    }

    @Test
    void whatIsNotOfferedSaysWhyBesideWhatIs() {
        Candidate some = new Candidate("a", List.of(rung("a", 1, 2)), "3.0.0 is too young");
        assertThat(fates(survey(LATEST, some))).containsExactly("SKIPPED a 3.0.0 is too young");
        assertThat(fates(survey(Wishes.NONE, some)))
                .containsExactly(
                        "SKIPPED a 3.0.0 is too young", "SKIPPED a a major version: --to latest");
    }

    @Test
    void aFamilyMovesByNumberWhereAMemberHasPassedSomeOver() {
        Survey survey =
                survey(
                        LATEST,
                        new Candidate(
                                "@nestjs/core",
                                List.of(rung("@nestjs/core", 10, 11), rung("@nestjs/core", 11, 12)),
                                ""),
                        new Candidate(
                                "@nestjs/swagger",
                                List.of(
                                        rung("@nestjs/swagger", 7, 8),
                                        rung("@nestjs/swagger", 8, 11),
                                        rung("@nestjs/swagger", 11, 12)),
                                ""),
                        new Candidate(
                                "@nestjs/config",
                                List.of(
                                        rung("@nestjs/config", 3, 4),
                                        rung("@nestjs/config", 4, 12)),
                                ""));
        assertThat(survey.ladders().getFirst().rungs())
                .extracting(rung -> rung.bumps().toString())
                .containsExactly(
                        "[@nestjs/core 10.0.0 -> 11.0.0, @nestjs/swagger 7.0.0 -> 11.0.0,"
                                + " @nestjs/config 3.0.0 -> 4.0.0]",
                        "[@nestjs/core 11.0.0 -> 12.0.0, @nestjs/swagger 11.0.0 -> 12.0.0,"
                                + " @nestjs/config 4.0.0 -> 12.0.0]");
    }

    @Test
    void aHeldMemberHoldsTheFamilyAtItsNumber() {
        Held held = new Held(new Move("@nestjs/core", "11.0.0", "12.0.0"), "needs Node.js >=24");
        Survey survey =
                survey(
                        LATEST,
                        new Candidate(
                                "@nestjs/core",
                                List.of(rung("@nestjs/core", 10, 11)),
                                "",
                                List.of(held)),
                        new Candidate(
                                "@nestjs/swagger",
                                List.of(
                                        rung("@nestjs/swagger", 7, 8),
                                        rung("@nestjs/swagger", 8, 11),
                                        rung("@nestjs/swagger", 11, 12)),
                                ""));
        assertThat(survey.ladders().getFirst().rungs())
                .extracting(rung -> rung.bumps().toString())
                .containsExactly(
                        "[@nestjs/core 10.0.0 -> 11.0.0, @nestjs/swagger 7.0.0 -> 11.0.0]");
        assertThat(fates(survey))
                .containsExactly(
                        "HELD @nestjs/core needs Node.js >=24",
                        "HELD @nestjs/swagger held with @nestjs/core");
    }

    @Test
    void membersThatCountByThemselvesClimbOneVersionEach() {
        Survey survey =
                survey(
                        LATEST,
                        new Candidate(
                                "jest", List.of(rung("jest", 29, 30), rung("jest", 30, 31)), ""),
                        new Candidate("ts-jest", List.of(rung("ts-jest", 1, 2)), ""));
        assertThat(survey.ladders().getFirst().rungs())
                .extracting(rung -> rung.bumps().toString())
                .containsExactly(
                        "[jest 29.0.0 -> 30.0.0, ts-jest 1.0.0 -> 2.0.0]",
                        "[jest 30.0.0 -> 31.0.0]");
    }
}
