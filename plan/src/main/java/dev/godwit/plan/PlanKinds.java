package dev.godwit.plan;

import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.spec.PlanKind;
import java.util.Arrays;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Tells what a plan file is about before it is read. */
public final class PlanKinds {

    private PlanKinds() {}

    /**
     * The kind that a text says it is of, right or wrong otherwise; empty for a migration. An
     * unknown kind counts as an upgrade, whose reader says which there are.
     *
     * @param source where the text comes from
     */
    public static Optional<PlanKind> of(String source, String text) {
        return PlanText.root(source, text, new Problems()) instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(PlanKinds::says)
                        .map(pair -> kind(pair.getValueNode()))
                        .findFirst()
                : Optional.empty();
    }

    private static boolean says(NodeTuple pair) {
        return pair.getKeyNode() instanceof ScalarNode key && key.getValue().equals("kind");
    }

    private static PlanKind kind(Object value) {
        String word = value instanceof ScalarNode scalar ? scalar.getValue() : "";
        return Arrays.stream(PlanKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElse(PlanKind.UPGRADE);
    }
}
