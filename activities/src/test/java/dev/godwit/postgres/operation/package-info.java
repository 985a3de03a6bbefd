/**
 * One test for each operation: what it is given and what must come of it. {@link
 * dev.godwit.postgres.operation.OperationProof} takes it every way there is.
 */
@NullMarked
package dev.godwit.postgres.operation;

import org.jspecify.annotations.NullMarked;
