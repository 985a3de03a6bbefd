package dev.godwit.plan.operation.shape;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sources of the functions that keep two shapes of a column the same. */
final class SyncBody {

    private SyncBody() {}

    /** While only the old one is written. */
    static String forth(Shapes shapes) {
        return "\nbegin\n  new.%s := %s;\n  return new;\nend\n"
                .formatted(Identifier.quote(shapes.fresh()), shapes.up("new."));
    }

    /** While only the new one is written. */
    static String back(Shapes shapes, QualifiedName table) {
        String others =
                shapes.down().columns().stream()
                        .filter(name -> !name.equals(shapes.called()))
                        .map(Identifier::quote)
                        .map(name -> " or new.%1$s is distinct from old.%1$s".formatted(name))
                        .collect(Collectors.joining());
        // An INSERT without a list of columns gives the old one, which still stands in its place.
        return """

        begin
          if tg_op = 'INSERT' and new.%1$s is not null then
            new.%2$s := %3$s;
          elsif tg_op = 'INSERT' or %4$s%5$s then
        %6$s  end if;
          return new;
        end
        """
                .formatted(
                        Identifier.quote(shapes.old()),
                        Identifier.quote(shapes.fresh()),
                        shapes.up("new."),
                        shapes.changed(shapes.fresh(), shapes.type()),
                        others,
                        given(shapes, table));
    }

    /**
     * While the old one is kept and dropped: an INSERT without a list of columns still gives it,
     * and nothing may be written to it any more.
     */
    static String end(Shapes shapes) {
        return """

        begin
          if new.%1$s is not null then
            new.%2$s := %3$s;
            new.%1$s := null;
          end if;
          return new;
        end
        """
                .formatted(
                        Identifier.quote(shapes.old()),
                        Identifier.quote(shapes.fresh()),
                        shapes.up("new."));
    }

    /**
     * While both are written: the one that a statement gives fills the other.
     *
     * @param preset the default of the old one, which an INSERT that gives the new one leaves in
     *     it; null without one
     */
    static String both(Shapes shapes, QualifiedName table, @Nullable String preset) {
        String old = Identifier.quote(shapes.old());
        String now = Identifier.quote(shapes.fresh());
        String left =
                preset == null
                        ? ""
                        : " or new.%s::text is not distinct from (%s)::%s::text and %s"
                                .formatted(old, preset, shapes.oldType(), shapes.upDiffers("new."));
        return """

        begin
          if tg_op = 'INSERT' then
            if new.%2$s is null then
              new.%2$s := %3$s;
            elsif new.%1$s is null%4$s then
        %5$s    elsif %6$s then
        %7$s    end if;
          elsif %6$s then
            if %8$s and %9$s then
        %7$s    elsif %9$s then
        %5$s    else
              new.%2$s := %3$s;
            end if;
          end if;
          return new;
        end
        """
                .formatted(
                        old,
                        now,
                        shapes.up("new."),
                        left,
                        given(shapes, table),
                        shapes.stale("new."),
                        refusal(
                                "columns \"%s\" and \"%s\" of %s are one value in two shapes, and the statement gives two values"
                                        .formatted(shapes.old(), shapes.fresh(), table),
                                "Write one of them; a running migration fills the other."),
                        shapes.changed(shapes.old(), shapes.oldType()),
                        shapes.changed(shapes.fresh(), shapes.type()));
    }

    /** The old one follows the new one; unless the plan permits it, nothing is lost on the way. */
    private static String given(Shapes shapes, QualifiedName table) {
        String follow =
                "      new.%s := %s;\n"
                        .formatted(Identifier.quote(shapes.old()), shapes.down("new."));
        return shapes.lossy()
                ? follow
                : follow
                        + "      if %s then\n".formatted(shapes.upDiffers("new."))
                        + refusal(
                                "the value of column \"%s\" of %s cannot be held by its old shape"
                                        .formatted(shapes.called(), table),
                                "A running migration could not give it back; write it after contract, or say lossy: true in the plan.")
                        + "      end if;\n";
    }

    private static String refusal(String words, String hint) {
        return "        raise exception using errcode = 'GW001', message = %s,\n          hint = %s;\n"
                .formatted(Identifier.literal(words), Identifier.literal(hint));
    }
}
