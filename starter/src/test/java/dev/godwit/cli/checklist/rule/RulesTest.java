package dev.godwit.cli.checklist.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.checklist.Case;
import dev.godwit.cli.checklist.Item;
import dev.godwit.cli.checklist.Verdict;
import dev.godwit.workflow.checklist.StepFacts.Kind;
import dev.godwit.workflow.checklist.Trial.Part;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final Part WHOLE = new Part("", 9, 9, false, true);
    private static final Part BACK = new Part("", 9, 9, true, true);

    static void check(Rule rule, Case its, Verdict verdict, String... evidence) {
        Item item = rule.judge(its.known());
        assertThat(item.verdict()).as(item.toString()).isEqualTo(verdict);
        assertThat(item.evidence()).contains(evidence).doesNotContain("\n");
    }

    @Test
    void thereAreEightLinesWithAKeyEach() {
        assertThat(Rule.ALL)
                .extracting(rule -> rule.judge(new Case().known()).key())
                .containsExactly(
                        "reviewed",
                        "reversed",
                        "kept",
                        "apart",
                        "brief",
                        "tried",
                        "tested",
                        "audited");
    }

    @Nested
    class OfReview {
        private final Rule rule = new Reviewed();

        @Test
        void isShownByAnotherPersonsApproval() {
            check(
                    rule,
                    new Case().step(Kind.FILL, 1).approved("bob@ops", "before contract: is out"),
                    Verdict.SHOWN,
                    "1 step compiled from users-full-name.yaml, plan c55ab0df8106;",
                    "started by ann@dev 2026-11-24 02:41:33",
                    "bob@ops approved before contract: is out");
        }

        @Test
        void isNotShownByTheSamePersonOnAnotherMachineARollbackOrARelease() {
            check(
                    rule,
                    new Case().approved("ann@ci", "before contract"),
                    Verdict.NOT_SHOWN,
                    "approved by nobody else");
            check(
                    rule,
                    new Case()
                            .approved("bob@ops", "before rolling-back")
                            .approved("bob@ops", "before backfill, by its release"),
                    Verdict.NOT_SHOWN,
                    "nobody has approved it");
        }

        @Test
        void ofAFolderIsNotRecorded() {
            check(
                    rule,
                    Case.project().migration("2_mail", "b", false),
                    Verdict.NOT_SHOWN,
                    "1 migration pinned by checksum",
                    "a review of the files is not recorded here");
        }
    }

    @Nested
    class OfTheWayBack {
        private final Rule rule = new Reversed();

        @Test
        void isShownByARunThatWasCompleteAndTakenBack() {
            check(
                    rule,
                    new Case().itself("DONE", WHOLE).trial("shop-staging", "ROLLED_BACK", BACK),
                    Verdict.SHOWN,
                    "shop-staging/users-full-name: 9 of 9 steps done, then taken back");
            check(
                    rule,
                    new Case().itself("ROLLED_BACK", BACK),
                    Verdict.SHOWN,
                    "this run itself: 9 of 9");
        }

        @Test
        void isNotShownByHalfARunAndSaysWhoCouldNotBeAsked() {
            Case half =
                    new Case()
                            .trial("shop-staging", "ROLLED_BACK", new Part("", 5, 9, true, true))
                            .silent("shop-x", "no worker polls its queue");
            check(
                    rule,
                    half,
                    Verdict.NOT_SHOWN,
                    "taken back after 5 of 9 steps",
                    "not asked: shop-x (no worker polls its queue)");
            assertThat(rule.judge(half.known()).next())
                    .containsExactly(
                            "godwit start users-full-name.yaml --target shop-staging",
                            "godwit rollback shop-staging/users-full-name");
        }

        @Test
        void isARollbackAwayWhereTheSameIsDoneOnATestDatabase() {
            Case done = new Case().itself("DONE", WHOLE).trial("shop-staging", "DONE", WHOLE);
            check(rule, done, Verdict.NOT_SHOWN, "no run of this plan has been taken back");
            assertThat(rule.judge(done.known()).next())
                    .containsExactly("godwit rollback shop-staging/users-full-name");
        }

        @Test
        void failsWhereARollbackWasIncompleteAndNoneWasWhole() {
            Case stuck = new Case().trial("shop-staging", "ROLLBACK_INCOMPLETE", BACK);
            check(rule, stuck, Verdict.FAILED, "could not be taken back whole");
            check(rule, stuck.trial("shop-x", "ROLLED_BACK", BACK), Verdict.SHOWN, "shop-x/");
        }

        @Test
        void isNotShownOfSqlThatHasNone() {
            check(
                    rule,
                    new Case().losing("what it did: no down").itself("ROLLED_BACK", BACK),
                    Verdict.NOT_SHOWN,
                    "does not bring back what it did: no down");
        }

        @Test
        void isShownOfMigrationsOneByOne() {
            Case both =
                    Case.project()
                            .migration("2_mail", "b", false)
                            .migration("3_tel", "b", true)
                            .trial(
                                    "shop-staging",
                                    "ROLLED_BACK",
                                    new Part("2_mail", 1, 1, true, true));
            check(
                    rule,
                    both,
                    Verdict.SHOWN,
                    "2_mail taken back by shop-staging/users-full-name",
                    "3_tel found by trying it in a database without rows");
            check(
                    rule,
                    both.migration("4_gone", "", false),
                    Verdict.ACCEPTED,
                    "no way back, accepted by name: 4_gone; 2_mail");
            check(
                    rule,
                    both.migration("5_new", "b", false),
                    Verdict.NOT_SHOWN,
                    "the way back of 5_new has not been run anywhere");
        }

        @Test
        void isNotShownByAnotherWayBack() {
            check(
                    rule,
                    Case.project()
                            .migration("2_mail", "b", false)
                            .trial(
                                    "shop-staging",
                                    "ROLLED_BACK",
                                    new Part("2_mail", 1, 1, true, false)),
                    Verdict.NOT_SHOWN,
                    "another way back has");
        }
    }

    @Nested
    class OfDestruction {
        private final Rule rule = new Kept();

        @Test
        void isNotNeededWhereNothingIsTakenAway() {
            check(rule, new Case().step(Kind.FILL, 5), Verdict.NOT_NEEDED, "1 step, none takes");
        }

        @Test
        void isShownByWhatIsKept() {
            check(
                    rule,
                    Case.project()
                            .removing("done", "column a of t", "godwit._saved1", 500)
                            .removing("pending", "table u", "godwit._saved2", -1)
                            .removing("undone", "rows of v", "godwit._saved3", -1),
                    Verdict.SHOWN,
                    "column a of t: 500 rows in godwit._saved1",
                    "table u: will be kept in the transaction that takes it away",
                    "rows of v: given back");
        }

        @Test
        void isNotShownWhereItIsGone() {
            check(
                    rule,
                    Case.project().removing("done", "table u", "godwit._saved2", -1),
                    Verdict.NOT_SHOWN,
                    "there is no godwit._saved2");
        }

        @Test
        void isAcceptedByNameOrFails() {
            check(
                    rule,
                    Case.project().removing("done", "table u", "", -1),
                    Verdict.ACCEPTED,
                    "accepted by name (irreversible): table u (step 1)");
            Case plan = new Case().removing("done", "table u", "", -1);
            check(rule, plan, Verdict.FAILED, "nothing is kept of table u (step 1)");
            check(
                    rule,
                    plan.restorePoint("godwit 7"),
                    Verdict.NOT_SHOWN,
                    "restore point \"godwit 7\"");
        }
    }

    @Nested
    class OfSchemaAndData {
        private final Rule rule = new Apart();

        @Test
        void isShownWhereEachStepDoesOne() {
            check(
                    rule,
                    new Case()
                            .step(Kind.STATEMENT, 0)
                            .step(Kind.FILL, 10)
                            .changing("", "UPDATE t", ""),
                    Verdict.SHOWN,
                    "1 step of the schema, 2 steps of rows, none of both");
        }

        @Test
        void failsWhereOneDoesBoth() {
            check(
                    rule,
                    new Case().changing("ALTER TABLE t", "UPDATE t", "DO"),
                    Verdict.FAILED,
                    "step 1 (step 1): ALTER TABLE t, and UPDATE t");
        }

        @Test
        void isNotShownOfCode() {
            check(rule, new Case().changing("", "", "DO"), Verdict.NOT_SHOWN, "step 1): DO");
        }
    }

    @Nested
    class OfLargeTables {
        private final Rule rule = new Brief();

        @Test
        void isShownWithFiguresAndTheLongestLock() {
            check(
                    rule,
                    new Case()
                            .step(Kind.INDEX, 0)
                            .step(Kind.FILL, 60_000)
                            .heavy("CREATE INDEX on small", 99_999, 8_000, false)
                            .heavy("UPDATE in one transaction on large", 10, -1, true),
                    Verdict.SHOWN,
                    "1 index built or dropped concurrently; 60,000 rows filled in batches",
                    "CREATE INDEX on small (about 99,999 rows, 0.0 MB), step 3",
                    "UPDATE in one transaction on large (10 rows), step 4",
                    "longest lock that writers wait for: 24.9 ms, ACCESS EXCLUSIVE, step 3");
        }

        @Test
        void failsOnALargeTable() {
            check(
                    rule,
                    new Case().heavy("CREATE INDEX on t", 100_000, 8_000, false),
                    Verdict.FAILED,
                    "CREATE INDEX on t (about 100,000 rows, 0.0 MB), step 1");
            check(
                    rule,
                    new Case().heavy("SET NOT NULL on t", -1, 100_000_000, false),
                    Verdict.FAILED,
                    "(100.0 MB)");
        }

        @Test
        void isNotShownOfATableThatIsGone() {
            check(
                    rule,
                    new Case().heavy("CREATE INDEX on t", -1, -1, false),
                    Verdict.NOT_SHOWN,
                    "not there now");
        }
    }

    @Nested
    class OfATestDatabase {
        private final Rule rule = new Tried();

        @Test
        void isShownByACompleteRunOnOne() {
            check(
                    rule,
                    new Case().itself("DONE", WHOLE).trial("shop-staging", "ROLLED_BACK", BACK),
                    Verdict.SHOWN,
                    "shop-staging/users-full-name on shop-staging (staging) by ann@dev, 2026-11-24");
        }

        @Test
        void isNotShownByProductionOrByATargetOfWhichNothingIsSaid() {
            Case only = new Case().itself("DONE", WHOLE);
            check(rule, only, Verdict.NOT_SHOWN, "users-full-name has not been done to its end");
            Case unsaid = only.trial("shop-x", "DONE", WHOLE);
            check(rule, unsaid, Verdict.NOT_SHOWN, "only on shop-x (no environment said)");
            assertThat(rule.judge(unsaid.known()).next().getFirst()).contains("environment:");
        }

        @Test
        void needsEveryMigration() {
            Case one =
                    Case.project()
                            .migration("2_mail", "b", false)
                            .migration("3_tel", "b", false)
                            .trial("shop-staging", "DONE", new Part("2_mail", 1, 1, false, true));
            check(rule, one, Verdict.NOT_SHOWN, "3_tel has not been done");
            check(
                    rule,
                    one.trial("shop-staging", "DONE", new Part("3_tel", 1, 1, false, true)),
                    Verdict.SHOWN,
                    "shop-staging");
        }
    }
}
