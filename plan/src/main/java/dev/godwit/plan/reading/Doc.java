package dev.godwit.plan.reading;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a key of a plan file means; becomes the description in the JSON Schema. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface Doc {

    /** One sentence. */
    String value();

    /** Keys that pgroll or the design knows at this place, and this version does not do yet. */
    String[] notBuilt() default {};
}
