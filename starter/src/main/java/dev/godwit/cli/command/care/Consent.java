package dev.godwit.cli.command.care;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.care.GoingView;
import dev.godwit.cli.care.NameConfirmation;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Says first what goes from a target, and lets it go when somebody wants that.
 *
 * @param yes whether nobody is asked
 * @param dryRun whether nothing goes
 * @param more whether something is done afterwards, whose end is what programs read
 */
record Consent(
        Surroundings surroundings, Output output, boolean yes, boolean dryRun, boolean more) {

    /**
     * Asks for the target's name unless there is nothing to ask, and says how it ends.
     *
     * @param done does it
     * @return what the end was
     */
    <V extends GoingView> V ask(String target, V plan, Supplier<V> done) throws IOException {
        if (!plan.problems().isEmpty() || plan.objects().isEmpty() || dryRun) {
            return print(plan);
        }
        if (yes) {
            return print(done.get());
        }
        output.note(plan.text(output.style()));
        NameConfirmation.ask(surroundings, output, target);
        V gone = done.get();
        if (gone.gone() && !output.json()) {
            output.line(gone.brief(output.style()));
            return gone;
        }
        return print(gone);
    }

    /** The code of a command that ends so. */
    static ExitCode exit(GoingView end) {
        return end.problems().isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
    }

    private <V extends GoingView> V print(V view) {
        if (output.json()) {
            if (!more || dryRun || !view.problems().isEmpty()) {
                output.object(view);
            }
        } else {
            output.line(view.text(output.style()));
        }
        if (!view.problems().isEmpty()) {
            output.problems(view.problems());
        }
        return view;
    }
}
