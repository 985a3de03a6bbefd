/** Upgrades of a repository that workers on several hosts serve. */
@org.jspecify.annotations.NullMarked
package dev.godwit.e2e.upgrade;
