package dev.godwit.workflow.brief;

import dev.godwit.workflow.call.ChecklistCalls;
import dev.godwit.workflow.checklist.ChecklistInput;
import dev.godwit.workflow.checklist.ChecklistInput.Elsewhere;
import dev.godwit.workflow.checklist.ChecklistWorkflow;
import dev.godwit.workflow.checklist.Evidence;
import dev.godwit.workflow.checklist.Evidence.Silent;
import dev.godwit.workflow.checklist.LookInput;
import dev.godwit.workflow.checklist.RunFacts;
import dev.godwit.workflow.checklist.Trial;
import dev.godwit.workflow.checklist.Trials;
import dev.godwit.workflow.checklist.TrialsInput;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The run's own target has to answer; the others are asked at the same time, and may not. */
public final class Checklist implements ChecklistWorkflow {

    @Override
    public Evidence gather(ChecklistInput input) {
        RunFacts run =
                new ChecklistCalls(input.queue())
                        .look(new LookInput(input.contract(), input.target(), input.run()))
                        .run();
        if (run == null) {
            return new Evidence(null, List.of(), List.of());
        }
        List<Elsewhere> all = new ArrayList<>();
        all.add(new Elsewhere(input.target(), input.queue()));
        all.addAll(input.others());
        Map<String, Promise<Trials>> asked = new LinkedHashMap<>();
        for (Elsewhere one : all) {
            TrialsInput question =
                    new TrialsInput(input.contract(), one.target(), run.hash(), run.migrations());
            ChecklistCalls calls = new ChecklistCalls(one.queue());
            asked.put(one.target(), Async.function(calls::find, question));
        }
        List<Trial> trials = new ArrayList<>();
        List<Silent> silent = new ArrayList<>();
        asked.forEach(
                (target, answer) -> {
                    try {
                        trials.addAll(answer.get().runs());
                    } catch (ActivityFailure away) {
                        silent.add(new Silent(target, words(away)));
                    }
                });
        return new Evidence(run, trials, silent);
    }

    private static String words(ActivityFailure away) {
        return away.getCause() instanceof ApplicationFailure said
                ? String.valueOf(said.getOriginalMessage())
                : "it has not answered in time";
    }
}
