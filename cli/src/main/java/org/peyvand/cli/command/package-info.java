/**
 * One class for each command: arguments become a request, {@link org.peyvand.cli.session.Session}
 * does the rest. {@link org.peyvand.cli.command.Root} is the door. No method of these classes names
 * a generated class, so that showing help loads none.
 */
package org.peyvand.cli.command;
