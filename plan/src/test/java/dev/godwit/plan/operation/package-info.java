@NullMarked
package dev.godwit.plan.operation;

import org.jspecify.annotations.NullMarked;
