/**
 * What people and scripts read: {@link org.peyvand.cli.render.Json} writes any result as the
 * promised document, {@link org.peyvand.cli.render.ResultText} puts it into words of the language
 * of {@link org.peyvand.cli.render.Messages}.
 */
package org.peyvand.cli.render;
