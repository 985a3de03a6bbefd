package dev.godwit.project.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.problem.Problem;
import dev.godwit.project.ecosystem.Recipe;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipesTest {

    private final Recipes recipes = new Recipes(Map.of("echo", RecipesTest::echo));

    /** A kind that somebody else adds. */
    private static Recipe echo(String what) {
        if (!what.matches("\\d+")) {
            throw new IllegalArgumentException("it only knows numbers");
        }
        return new UserCommand("echo:" + what, List.of("echo", what));
    }

    private List<String> codes(String... written) {
        return recipes.read(List.of(written)).problems().stream().map(Problem::code).toList();
    }

    @Test
    void readsEachKindAndKeepsWhatPeopleWrote() {
        List<String> written =
                List.of(
                        "openrewrite:org.openrewrite.java.RemoveUnusedImports",
                        "openrewrite:shop.Lists@org.example:lists:1.2.0,org.example:more:2.0",
                        "jscodeshift:codemods/rename.js",
                        "jscodeshift:@shop/codemods/rename.js@src,packages/@shop/**/*.ts",
                        "command:./fix.sh --name 'two words'",
                        "echo:5");
        Recipes.Read read = recipes.read(written);
        assertThat(read.problems()).isEmpty();
        assertThat(read.recipes().stream().map(Recipe::name)).isEqualTo(written);
    }

    @Test
    void tellsAllProblemsAtOnce() {
        assertThat(
                        codes(
                                "opensesame:x",
                                "openrewrite:",
                                "echo:x",
                                "openrewrite:one,two",
                                "openrewrite:shop.A@org.example:lists",
                                "openrewrite:shop.A@org.example:lists:LATEST",
                                "jscodeshift:https://example.org/x.js",
                                "jscodeshift:x.js@../other",
                                "command:fix 'it",
                                "command:''"))
                .containsExactly(
                        "GW-610", "GW-611", "GW-612", "GW-613", "GW-614", "GW-614", "GW-615",
                        "GW-615", "GW-616", "GW-611");
        Recipes.Read read = recipes.read(List.of("echo:5", "echo:x"));
        assertThat(read.recipes()).isEmpty();
        assertThat(read.problems().getFirst().what())
                .isEqualTo("echo cannot run \"x\": it only knows numbers");
        assertThat(recipes.read(List.of("nonsense")).problems().getFirst().next())
                .contains("openrewrite, jscodeshift, command, echo");
    }

    @Test
    void aCommandIsWordsAndNothingElse() {
        assertThat(Words.of(" a  'b c' d\"e f\"g '' $HOME \\n ; "))
                .contains(List.of("a", "b c", "de fg", "", "$HOME", "\\n", ";"));
        assertThat(Words.of("a \"b")).isEmpty();
    }
}
