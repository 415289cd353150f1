/**
 * One run of the face: {@link org.peyvand.cli.session.Session} knows what the person asked for
 * everywhere (home, language, JSON) and carries a request through {@link
 * org.peyvand.cli.session.NodeDoor} to the node that answers.
 */
package org.peyvand.cli.session;
