const SVG = "http://www.w3.org/2000/svg";

/** A node of a drawing. Text is never read as HTML. */
export function shape(name, attributes = {}, text = null) {
	return dress(document.createElementNS(SVG, name), attributes, text);
}

/** A node of the page. Text is never read as HTML. */
export function element(name, attributes = {}, text = null) {
	return dress(document.createElement(name), attributes, text);
}

function dress(node, attributes, text) {
	Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
	if (text !== null) node.textContent = text;
	return node;
}
