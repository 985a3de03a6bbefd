package dev.godwit.cli.care.doctor.temporal;

import dev.godwit.cli.client.TemporalLink;
import dev.godwit.workflow.Attributes;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc.OperatorServiceBlockingStub;
import io.temporal.common.SearchAttributeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Whether the namespace knows Godwit's search attributes. */
public final class AttributeChecks {

    private static final IndexedValueType KEYWORD = IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD;
    private static final String NAME = "search attributes";

    private final TemporalLink link;

    public AttributeChecks(TemporalLink link) {
        this.link = link;
    }

    /**
     * Looks, and registers what is missing if asked to.
     *
     * @param mended gets a sentence for what was registered
     */
    public Check check(boolean fix, List<String> mended) {
        Map<String, IndexedValueType> known = known();
        List<String> missing = names(name -> !known.containsKey(name));
        String refusal = "";
        if (fix && !missing.isEmpty()) {
            try {
                register(missing);
                mended.add("search attributes were registered: " + String.join(", ", missing));
                missing = List.of();
            } catch (StatusRuntimeException refused) {
                refusal = "; registering them failed: " + refused.getStatus().getCode();
            }
        }
        List<String> wrong = names(name -> known.containsKey(name) && known.get(name) != KEYWORD);
        if (!wrong.isEmpty()) {
            return wrong(wrong);
        }
        return missing.isEmpty()
                ? Check.ok(NAME, "all " + Attributes.ALL.size())
                : missing(missing, refusal, fix);
    }

    private Check missing(List<String> missing, String refusal, boolean tried) {
        String byHand =
                "temporal operator search-attribute create --namespace %s %s"
                        .formatted(
                                link.endpoint().namespace(),
                                missing.stream()
                                        .map(name -> "--name " + name + " --type Keyword")
                                        .collect(Collectors.joining(" ")));
        return new Check(
                NAME,
                Level.WARNING,
                "the namespace lacks " + String.join(", ", missing),
                "runs work without them, but lists and the UI cannot tell phase and outcome"
                        + refusal,
                tried ? byHand : "godwit doctor --fix\n" + byHand);
    }

    private Check wrong(List<String> wrong) {
        String namespace = link.endpoint().namespace();
        return new Check(
                NAME,
                Level.WARNING,
                "not of type Keyword: " + String.join(", ", wrong),
                "Godwit's values do not fit into them",
                wrong.stream()
                        .map(
                                name ->
                                        "temporal operator search-attribute remove --namespace %s --name %s"
                                                .formatted(namespace, name))
                        .collect(Collectors.joining("\n", "", "\ngodwit doctor --fix")));
    }

    private Map<String, IndexedValueType> known() {
        return stub().listSearchAttributes(
                        ListSearchAttributesRequest.newBuilder()
                                .setNamespace(link.endpoint().namespace())
                                .build())
                .getCustomAttributesMap();
    }

    private void register(List<String> names) {
        AddSearchAttributesRequest.Builder request =
                AddSearchAttributesRequest.newBuilder().setNamespace(link.endpoint().namespace());
        names.forEach(name -> request.putSearchAttributes(name, KEYWORD));
        stub().addSearchAttributes(request.build());
    }

    /** On the channel of the client: its TLS settings and keys are these calls' too. */
    private OperatorServiceBlockingStub stub() {
        return OperatorServiceGrpc.newBlockingStub(link.stubs().blockingStub().getChannel())
                .withDeadlineAfter(TemporalLink.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static List<String> names(java.util.function.Predicate<String> wanted) {
        return new ArrayList<>(
                Attributes.ALL.stream().map(SearchAttributeKey::getName).filter(wanted).toList());
    }
}
