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
 */
record Consent(Surroundings surroundings, Output output, boolean yes, boolean dryRun) {

    /**
     * Asks for the target's name unless there is nothing to ask.
     *
     * @param done does it
     */
    ExitCode ask(String target, GoingView plan, Supplier<GoingView> done) throws IOException {
        if (!plan.problems().isEmpty() || plan.objects().isEmpty() || dryRun) {
            return print(plan);
        }
        if (yes) {
            return print(done.get());
        }
        output.note(plan.text(output.style()));
        NameConfirmation.ask(surroundings, output, target);
        GoingView gone = done.get();
        if (gone.gone() && !output.json()) {
            output.line(gone.brief(output.style()));
            return ExitCode.DONE;
        }
        return print(gone);
    }

    private ExitCode print(GoingView view) {
        if (output.json()) {
            output.object(view);
        } else {
            output.line(view.text(output.style()));
        }
        if (view.problems().isEmpty()) {
            return ExitCode.DONE;
        }
        output.problems(view.problems());
        return ExitCode.REFUSED;
    }
}
