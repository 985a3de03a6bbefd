package dev.godwit.plan.operation.index;

import dev.godwit.plan.reading.Doc;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a column stands in an index. */
@Doc("How a column stands in an index")
public record IndexColumn(
        @Doc("Collation") @Nullable String collate,
        @Doc("Operator class") @Nullable OpClass opclass,
        @Doc("asc (default) or desc") @Nullable String sort,
        @Doc("first or last") @Nullable String nulls) {

    /** An operator class. */
    @Doc("An operator class")
    public record OpClass(
            @Doc("Its name") String name,
            @Doc("Its parameters, each like siglen=32") List<String> params) {

        private static final Pattern PARAMETER = Pattern.compile("\\s*\\w+\\s*=\\s*[\\w.]+\\s*");

        public OpClass {
            for (String parameter : params) {
                if (!PARAMETER.matcher(parameter).matches()) {
                    throw new IllegalArgumentException(
                            "the parameter \"%s\" is not like siglen=32".formatted(parameter));
                }
            }
        }

        /** Its parameters as SQL; begins with a blank, or is empty. */
        String parameters() {
            return params.isEmpty() ? "" : " (" + String.join(", ", params) + ")";
        }
    }

    public IndexColumn {
        if (sort != null && !sort.equalsIgnoreCase("asc") && !sort.equalsIgnoreCase("desc")) {
            throw new IllegalArgumentException("sort is \"" + sort + "\", not ASC or DESC");
        }
        if (nulls != null && !nulls.equalsIgnoreCase("first") && !nulls.equalsIgnoreCase("last")) {
            throw new IllegalArgumentException("nulls is \"" + nulls + "\", not FIRST or LAST");
        }
    }
}
