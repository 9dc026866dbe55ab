package dev.edmund.model;

import org.apache.olingo.commons.api.edm.EdmEntitySet;

/**
 * The users that requests are made as.
 *
 * @param property of a user, by whose value other entities refer to it
 */
public record Users(EdmEntitySet set, String property) {}
