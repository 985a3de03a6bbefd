@org.jspecify.annotations.NullMarked
package dev.godwit.workflow.upgrade.message;
