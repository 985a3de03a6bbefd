package dev.godwit.cli.checklist.rule;

import dev.godwit.cli.checklist.Known;
import dev.godwit.cli.checklist.Place;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.checklist.Trial;
import dev.godwit.workflow.checklist.Trial.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commands that run the same on a database for tests. */
final class Practice {

    private Practice() {}

    /**
     * What is to be said.
     *
     * @param back whether it is to be taken back again
     */
    static List<String> commands(Known known, boolean back) {
        Optional<Trial> there =
                known.trials().stream()
                        .filter(trial -> known.place(trial.target()).forTests())
                        .filter(trial -> trial.outcome().equals(Outcome.DONE.name()))
                        .filter(trial -> trial.parts().stream().allMatch(Part::complete))
                        .findFirst();
        if (back && there.isPresent()) {
            return List.of("godwit rollback " + there.get().run());
        }
        String target =
                known.places().values().stream()
                        .filter(Place::forTests)
                        .map(Place::target)
                        .filter(name -> !name.equals(known.target()))
                        .sorted()
                        .findFirst()
                        .orElse("TARGET");
        String source = known.run().source();
        boolean file = source.endsWith(".yaml") || source.endsWith(".yml");
        List<String> commands = new ArrayList<>();
        commands.add(
                "godwit start %s --target %s"
                        .formatted(file ? source : "--project PROJECT", target));
        if (back) {
            commands.add("godwit rollback %s/%s".formatted(target, known.plan()));
        }
        return commands;
    }
}
