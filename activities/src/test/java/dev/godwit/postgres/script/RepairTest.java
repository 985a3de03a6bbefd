package dev.godwit.postgres.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.preflight.Answer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files of SQL that were changed or deleted after they were applied, and what people say then. */
class RepairTest {

    private static final String MAIL =
            "alter table users add mail text;\n-- down\nalter table users drop mail;";
    private static final String LONGER =
            "alter table users add mail varchar(99);\n-- down\nalter table users drop mail;";

    private FolderTarget target;

    @BeforeEach
    void open() throws SQLException {
        target =
                new FolderTarget()
                        .file("1_users", "create table users (id int);\n-- down\ndrop table users;")
                        .file("2_mail", MAIL);
        target.apply("first", "");
    }

    @AfterEach
    void close() {
        target.close();
    }

    private List<Problem> problems(String keys) throws SQLException {
        Answer answer = target.start("wrong", keys);
        assertThat(answer.verdict()).isEqualTo(Answer.Verdict.REJECTED);
        return answer.findings();
    }

    private String record() throws SQLException {
        return target.postgres()
                .text(
                        "select string_agg(concat_ws(' ', name, version, left(checksum, 12), run, applied_at), ';' order by name) from godwit.migration");
    }

    private List<String> copies() throws SQLException {
        return target.postgres()
                .texts("select relname from pg_class where relname like '\\_godwit%\\_record\\_%'");
    }

    @Test
    void recordsWhatWasEditedAndMeansTheSame() throws Exception {
        String before = record();
        target.file("2_mail", LONGER);
        Problem edited = problems("").getFirst();
        assertThat(edited.code()).isEqualTo("GW-720");
        assertThat(edited.next()).contains("--edited 2_mail");

        target.apply("second", "resolve: { edited: [2_mail] }");
        assertThat(record()).isNotEqualTo(before);
        assertThat(target.start("third", "").verdict()).isEqualTo(Answer.Verdict.ALREADY_APPLIED);
        // The same deployment once more is no mistake.
        assertThat(target.start("fourth", "resolve: { edited: [2_mail] }").verdict())
                .isEqualTo(Answer.Verdict.ALREADY_APPLIED);
        assertThat(target.postgres().texts("select summary from godwit.step where run = 2"))
                .singleElement()
                .asString()
                .startsWith("record 2_mail as it is now");

        target.rollback("second");
        assertThat(record()).isEqualTo(before);
        assertThat(copies()).isEmpty();
        assertThat(problems("").getFirst().code()).isEqualTo("GW-720");
    }

    @Test
    void endsTheRecordOfWhatIsGoneForGood() throws Exception {
        String before = record();
        target.forget("2_mail");
        Problem gone = problems("").getFirst();
        assertThat(gone.code()).isEqualTo("GW-721");
        assertThat(gone.next()).contains("--forgotten 2_mail");

        target.apply("second", "resolve: { forgotten: [2_mail] }");
        assertThat(target.applied()).containsExactly("1_users");
        assertThat(target.postgres().number("select count(mail) from users")).isZero();
        assertThat(target.start("third", "resolve: { forgotten: [2_mail] }").verdict())
                .isEqualTo(Answer.Verdict.ALREADY_APPLIED);

        // The run that has applied it comes after the one that could put its record back.
        assertThatThrownBy(() -> target.rollback("first")).hasMessageContaining("GW-713");
        target.postgres().sql("update godwit.run set phase = 'DONE', ended_at = now()");
        target.rollback("second");
        assertThat(record()).isEqualTo(before);
        assertThat(copies()).isEmpty();
    }

    @Test
    void leavesWhatSomebodyHasRecordedSince() throws Exception {
        target.file("2_mail", LONGER);
        target.apply("second", "resolve: { edited: [2_mail] }");
        target.postgres().sql("update godwit.migration set checksum = 'x' where name = '2_mail'");
        target.rollback("second");
        assertThat(
                        target.postgres()
                                .text(
                                        "select checksum from godwit.migration where name = '2_mail'"))
                .isEqualTo("x");
        assertThat(target.postgres().texts("select event from godwit.ledger"))
                .contains("record.left");
    }

    @Test
    void changesNothingWhenTheRecordIsAnotherThanWasLookedAt() throws Exception {
        target.file("2_mail", LONGER);
        Answer answer = target.start("second", "resolve: { edited: [2_mail] }");
        target.postgres().sql("update godwit.migration set checksum = 'x' where name = '2_mail'");
        target.enter(answer.run(), "SNAPSHOT");
        target.enter(answer.run(), "APPLY");
        assertThatThrownBy(() -> target.run(answer.run(), 1)).hasMessageContaining("GW-790");
    }

    @Test
    void refusesWhatIsNotSo() throws Exception {
        target.file("3_more", "create table more ();\n-- down\ndrop table more;");
        assertThat(problems("resolve: { edited: [1_users, 2_mial, 3_more] }"))
                .extracting(problem -> problem.code() + " " + problem.because())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("GW-788 its file is what run test/"),
                        second -> assertThat(second).startsWith("GW-725"),
                        third -> assertThat(third).isEqualTo("GW-788 it is not applied"));
        assertThat(problems("resolve: { edited: [2_mial] }").getFirst().next())
                .contains("did you mean \"2_mail\"?");
        target.forget("2_mail");
        assertThat(problems("resolve: { forgotten: [1_users, 2_mial] }"))
                .extracting(Problem::code)
                .containsExactly("GW-788", "GW-725", "GW-789");
        assertThat(problems("resolve: { forgotten: [2_mial] }").getFirst().next())
                .contains("did you mean \"2_mail\"?");
    }

    /** Two migrations became one, which a new database begins with. */
    @Test
    void bringsASquashedFolderAndItsDatabaseTogether() throws Exception {
        target.forget("1_users");
        target.forget("2_mail");
        target.file("1_all", "create table users (id int, mail text);\n-- down\ndrop table users;");
        Problem diverged = problems("").getFirst();
        assertThat(diverged.code()).isEqualTo("GW-789");
        assertThat(diverged.because()).contains("1_users (run test/first", "the folder has 1_all");
        assertThat(diverged.next()).contains("--forgotten 1_users,2_mail --applied 1_all");
        target.apply("second", "baseline: 1_all\nresolve: { forgotten: [1_users, 2_mail] }");
        assertThat(target.applied()).containsExactly("1_all");
        target.rollback("second");
        assertThat(target.applied()).containsExactly("1_users", "2_mail");
    }
}
