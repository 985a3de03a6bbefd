package dev.godwit.cli.checklist;

import dev.godwit.workflow.checklist.Evidence.Silent;
import dev.godwit.workflow.checklist.RunFacts;
import dev.godwit.workflow.checklist.Trial;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is recorded and belongs to a run.
 *
 * @param target of the run
 * @param trials runs of the same on any target, itself among them
 * @param silent targets that could not be asked for runs of the same
 * @param places databases of the configuration, by name
 * @param companion null when the run is part of no release, as far as is known
 * @param alone why there is no companion
 */
public record Known(
        String target,
        RunFacts run,
        List<Trial> trials,
        List<Silent> silent,
        Map<String, Place> places,
        @Nullable Companion companion,
        String alone) {

    public Known {
        trials = List.copyOf(trials);
        silent = List.copyOf(silent);
        places = Map.copyOf(places);
    }

    /** What the configuration says of a target. */
    public Place place(String name) {
        return places.getOrDefault(name, Place.unknown(name));
    }

    /** Whether it is the run itself. */
    public boolean itself(Trial trial) {
        return trial.target().equals(target) && trial.id() == run.id();
    }

    /** For people, where a run of the same is meant. */
    public String name(Trial trial) {
        return itself(trial)
                ? "this run itself"
                : trial.run() + (trial.target().equals(target) ? ", an earlier run" : "");
    }

    /** The name of the plan. */
    public String plan() {
        return run.run().substring(run.run().indexOf('/') + 1);
    }

    /** A sentence about targets that could not be asked, to follow another; empty for none. */
    public String unasked() {
        return silent.isEmpty()
                ? ""
                : "; not asked: "
                        + String.join(
                                ", ",
                                silent.stream()
                                        .map(
                                                one ->
                                                        "%s (%s)"
                                                                .formatted(
                                                                        one.target(),
                                                                        one.because()))
                                        .toList());
    }
}
