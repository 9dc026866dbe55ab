package dev.edmund.model;

import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.jspecify.annotations.Nullable;

/**
 * The users that requests are made as.
 *
 * @param property of a user, by whose value other entities refer to it
 * @param unit the property with what a user belongs to; null where the model does not say
 * @param groups the navigation property that leads to the groups of a user, and behind a slash the
 *     property by which others refer to a group; null where the model does not say
 */
public record Users(
    EdmEntitySet set, String property, @Nullable String unit, @Nullable String groups) {}
