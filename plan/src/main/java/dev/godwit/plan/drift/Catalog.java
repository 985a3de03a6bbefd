package dev.godwit.plan.drift;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects of a database, by their ids, in the order in which they were read. */
public final class Catalog {

    private final Map<String, CatalogObject> objects = new LinkedHashMap<>();
    private final Map<String, List<CatalogObject>> parts = new LinkedHashMap<>();

    /** Of two objects with one id the later counts. */
    public Catalog(Collection<CatalogObject> objects) {
        objects.forEach(object -> this.objects.put(object.id(), object));
        this.objects
                .values()
                .forEach(
                        object ->
                                parts.computeIfAbsent(object.of(), of -> new ArrayList<>())
                                        .add(object));
    }

    public Collection<CatalogObject> objects() {
        return Collections.unmodifiableCollection(objects.values());
    }

    public Optional<CatalogObject> find(String id) {
        return Optional.ofNullable(objects.get(id));
    }

    /**
     * The object that another is part of.
     *
     * @throws IllegalArgumentException when it is part of none
     */
    public CatalogObject whole(CatalogObject part) {
        return find(part.of())
                .orElseThrow(() -> new IllegalArgumentException(part.id() + " is part of nothing"));
    }

    /** The parts of a kind that an object has, in the order in which they were read. */
    public List<CatalogObject> parts(CatalogObject whole, Kind kind) {
        return parts.getOrDefault(whole.id(), List.of()).stream()
                .filter(part -> part.kind() == kind)
                .toList();
    }

    boolean has(String id) {
        return objects.containsKey(id);
    }
}
