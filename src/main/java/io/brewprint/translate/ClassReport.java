package io.brewprint.translate;

/**
 * What became of the nodes of one class.
 *
 * @param name Unreal's class, without its module
 * @param generic true where the catalog does not know it
 * @param nodes its nodes
 * @param links wires that enter them
 * @param defaults values set on them
 */
public record ClassReport(String name, boolean generic, Count nodes, Count links, Count defaults) {}
