package dev.godwit.plan.reading;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How record components are written in a plan file; shared by reader and schema. */
final class Keys {

    private Keys() {}

    /**
     * {@code maxRowsPerSecond} is written {@code max_rows_per_second}; {@code defaultValue} is
     * {@code default}.
     */
    static String of(RecordComponent component) {
        String name = component.getName();
        return switch (name) {
            case "defaultValue" -> "default";
            case "onComplete" -> name; // pgroll's own spelling
            case "jsonSchema" -> "$schema";
            default -> name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        };
    }

    /** The components that stand in the file: all but the location. */
    static List<RecordComponent> written(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() != Location.class)
                .toList();
    }

    /** Optional: may be null, or is a list or map that may be empty. */
    static boolean optional(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || List.class == component.getType()
                || (Map.class == component.getType());
    }

    /** pgroll writes an empty {@code up} or {@code down} where there is none. */
    static boolean emptyIsNone(RecordComponent component) {
        return component.getType() == String.class
                && (component.getName().equals("up") || component.getName().equals("down"));
    }

    static List<String> notBuilt(AnnotatedElement type) {
        Doc doc = type.getAnnotation(Doc.class);
        return doc == null ? List.of() : List.of(doc.notBuilt());
    }

    /** {@code SOME_WORD} is written {@code some_word}. */
    static List<String> words(Class<?> enumeration) {
        return Arrays.stream(enumeration.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
