/** What a plan says about how much of the server its work may take. */
@NullMarked
package dev.godwit.plan.spec.throttle;

import org.jspecify.annotations.NullMarked;
