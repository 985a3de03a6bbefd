package dev.godwit.project.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.problem.Problem;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private static Finding finding(String id, String name, String version, Severity severity) {
        return new Finding(id, List.of(), name, version, severity, List.of(), "lock", "");
    }

    private static Audit audit(Finding... findings) {
        return new Audit(List.of("one"), List.of(findings), List.of());
    }

    private static final Finding OLD = finding("GHSA-1", "a", "1.0", Severity.HIGH);
    private static final Finding MILD = finding("GHSA-2", "b", "1.0", Severity.LOW);

    private static Gate.Judgement judge(Delta delta, Waivers waivers, String... words) {
        return Gate.of(List.of(words)).judge(delta, waivers, TODAY);
    }

    @Test
    void tellsWhatFellAwayFromWhatCame() {
        Finding moved = finding("GHSA-1", "a", "2.0", Severity.HIGH);
        Delta delta = Delta.between(audit(OLD), audit(moved, MILD));
        assertThat(delta.kept()).containsExactly(moved);
        assertThat(delta.added()).containsExactly(MILD);
        assertThat(delta.fixed()).isEmpty();
        assertThat(Delta.between(audit(OLD), audit()).fixed()).containsExactly(OLD);
    }

    @Test
    void theSameAdvisoryByTwoAuditorsIsOne() {
        Finding cve =
                new Finding(
                        "CVE-2026-1",
                        List.of("ghsa-1"),
                        "a",
                        "1.0",
                        Severity.CRITICAL,
                        List.of("1.1"),
                        "pom.xml",
                        "");
        Audit both = Audit.merged(List.of(audit(OLD), audit(cve), audit(MILD)));
        assertThat(both.findings()).hasSize(2);
        assertThat(both.findings().getFirst())
                .satisfies(
                        one -> {
                            assertThat(one.severity()).isEqualTo(Severity.CRITICAL);
                            assertThat(one.fixedIn()).containsExactly("1.1");
                            assertThat(one.calls("cve-2026-1")).isTrue();
                        });
        assertThat(both.auditors()).hasSize(3);
    }

    @Test
    void whatIsNewCountsUnlessSomethingElseIsAskedFor() {
        Delta delta = Delta.between(audit(OLD), audit(OLD, MILD));
        assertThat(judge(delta, Waivers.NONE).verdict()).isEqualTo(Gate.Verdict.FINDINGS);
        assertThat(judge(delta, Waivers.NONE, "critical").verdict()).isEqualTo(Gate.Verdict.CLEAN);
        assertThat(judge(delta, Waivers.NONE, "high").reasons())
                .containsExactly("high or worse, and still there: GHSA-1");
        assertThat(judge(delta, Waivers.NONE, "high", "new").reasons()).hasSize(2);
    }

    @Test
    void whatNobodyKnowsIsNotClean() {
        Audit away = Audit.unknown("npm audit", "405");
        assertThat(judge(Delta.between(audit(), away), Waivers.NONE).verdict())
                .isEqualTo(Gate.Verdict.UNKNOWN);
        assertThat(judge(Delta.between(away, audit()), Waivers.NONE).reasons())
                .containsExactly("before: npm audit: 405");
        Delta worse = Delta.between(away, audit(OLD));
        assertThat(judge(worse, Waivers.NONE).verdict()).isEqualTo(Gate.Verdict.FINDINGS);
        Finding vague = finding("X", "c", "1", Severity.UNKNOWN);
        assertThat(judge(Delta.of(audit(vague)), Waivers.NONE, "critical").verdict())
                .isEqualTo(Gate.Verdict.FINDINGS);
    }

    @Test
    void whoWasNotAskedIsNamedAndNoDoubt() {
        Audit notAsked = Audit.notAsked("safety", "no key is configured");
        Delta delta = Delta.between(audit(), Audit.merged(List.of(audit(), notAsked)));
        assertThat(judge(delta, Waivers.NONE).verdict()).isEqualTo(Gate.Verdict.CLEAN);
        assertThat(delta.notAsked()).containsExactly("safety: no key is configured");
    }

    @Test
    void aWaiverHoldsUntilItExpires() {
        Waivers waivers =
                Waivers.read(
                        """
                        - { advisory: ghsa-1, package: a, reason: not reachable, expires: 2026-11-24 }
                        - { advisory: GHSA-2, reason: never mind, expires: 2026-11-23 }
                        """);
        assertThat(waivers.problems()).isEmpty();
        Gate.Judgement one = judge(Delta.of(audit(OLD)), waivers);
        assertThat(one.verdict()).isEqualTo(Gate.Verdict.CLEAN);
        assertThat(one.waived()).isOne();
        assertThat(judge(Delta.of(audit(MILD)), waivers).reasons())
                .containsExactly("found now: GHSA-2", "the waiver of GHSA-2 expired on 2026-11-23");
    }

    @Test
    void allThatIsWrongWithTheFileIsSaidAtOnce() {
        Waivers waivers =
                Waivers.read(
                        """
                        - { advisory: GHSA-1, reasons: typo, expires: soon }
                        - GHSA-2
                        """);
        assertThat(waivers.waivers()).isEmpty();
        assertThat(waivers.problems())
                .extracting(Problem::code)
                .containsExactly("GW-622", "GW-623", "GW-624", "GW-621");
        assertThat(Waivers.read("a: [").problems())
                .extracting(Problem::code)
                .containsExactly("GW-620");
        assertThat(Waivers.read("a: 1").problems())
                .extracting(Problem::code)
                .containsExactly("GW-621");
    }
}
