package dev.godwit.cli.run;

import dev.godwit.cli.output.Output;
import dev.godwit.cli.view.RunText;
import dev.godwit.cli.view.RunView;

/** Says the notices of a run that is followed: once, before whatever comes next. */
public final class Notices {

    private final Output output;
    private boolean said;

    public Notices(Output output) {
        this.output = output;
    }

    /** Says them, unless that was done. */
    public void say(RunView run) {
        if (!said && !run.notices().isEmpty()) {
            said = true;
            run.notices().forEach(notice -> output.line(RunText.notice(notice).strip()));
        }
    }
}
