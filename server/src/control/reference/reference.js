/** Narrows the reference to the operations that contain every word of the search field. */

const search = document.getElementById('search');
const found = document.getElementById('found');
const contents = document.getElementById('contents');
const operations = [...document.querySelectorAll('.operation')];
const entries = new Map([...document.querySelectorAll('[data-entry]')].map((entry) => [entry.dataset.entry, entry]));

function hideEmptyGroups() {
  for (const group of document.querySelectorAll('[data-group]')) {
    group.hidden = !group.querySelector('.operation:not([hidden]), [data-entry]:not([hidden])');
  }
}

function narrow() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const operation of operations) {
    const isFound = words.every((word) => operation.dataset.search.includes(word));
    operation.hidden = !isFound;
    entries.get(operation.id).hidden = !isFound;
    if (isFound) count += 1;
  }
  hideEmptyGroups();
  found.textContent = words.length === 0 ? '' : `${count} of ${operations.length} operations`;
}

// On a small screen the contents would push everything else out of sight.
contents.open = window.matchMedia('(width >= 60rem)').matches;
search.addEventListener('input', narrow);
narrow();
