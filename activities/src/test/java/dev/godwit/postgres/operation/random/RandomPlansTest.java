package dev.godwit.postgres.operation.random;

import dev.godwit.postgres.operation.OperationProof;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random plans on random tables under random writes, broken off at random points. {@code
 * -Dgodwit.plans} says how many, {@code -Dgodwit.seed} where they begin: the seed of one that fails
 * is its name.
 */
class RandomPlansTest {

    static LongStream seeds() {
        long first = Long.getLong("godwit.seed", 42);
        return LongStream.range(first, first + Integer.getInteger("godwit.plans", 2));
    }

    @ParameterizedTest(name = "-Dgodwit.seed={0} -Dgodwit.plans=1")
    @MethodSource("seeds")
    void holds(long seed) throws Exception {
        RandomPlan plan = new RandomPlan(new Random(seed));
        try {
            OperationProof.of(plan.text())
                    .given(plan.given())
                    .before(plan.before())
                    .after(plan.after())
                    .orderMayDiffer()
                    .judge();
        } catch (AssertionError | Exception failure) {
            throw new AssertionError(
                    "-Dgodwit.seed=%d\n%s\n%s\n%s\n%s"
                            .formatted(
                                    seed,
                                    String.join(";\n", plan.given()),
                                    plan.text(),
                                    String.join(";\n", plan.before()),
                                    String.join(";\n", plan.after())),
                    failure);
        }
    }
}
