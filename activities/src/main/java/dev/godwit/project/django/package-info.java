/** Migrations of Django projects, looked at and run by Django itself, one at a time. */
@NullMarked
package dev.godwit.project.django;

import org.jspecify.annotations.NullMarked;
