/** What a plan file may say, beside its operations. */
@NullMarked
package dev.godwit.plan.spec;

import org.jspecify.annotations.NullMarked;
