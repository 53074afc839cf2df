// Words of the desk, in both languages.
const ru = {
  brief: "Задание",
  toWork: "За работу",
  news: "Пришли новости",
  task: "Что сделать",
  materials: "На столе",
  yourWork: "Твоя работа",
  inWords: "То же словами",
  from: (sender: string) => `${sender}:`,
  table: "таблица, листается вбок",
  number: "№",
  check: "Проверить",
  checkAgain: "Проверить ещё раз",
  fineOf: (fine: number, all: number) => `В порядке ${fine} из ${all}`,
  allFine: "Всё сходится. Можно дальше.",
  kept: "в порядке",
  open: "пока нет",
  seeHere: "посмотри сюда",
  later: "Дальше, вернусь позже",
  next: "Дальше",
  left: {
    sort: (count: number) => `Осталось разложить: ${count}. Разложи всё и проверь.`,
    order: () => "Поставь по порядку все карточки.",
    pick: () => "Пока не отмечена ни одна строка.",
    fill: (count: number) => `Осталось вписать чисел: ${count}.`,
    compose: (count: number) => `Осталось мест без фразы: ${count}.`,
  },

  hand: (left: number) => `В руке. Осталось: ${left}`,
  handEmpty: "Всё разложено. Нажми на карточку, чтобы переложить.",
  putInto: "Куда положить?",
  takeBack: (card: string) => `Взять в руку: ${card}`,
  putDown: (card: string, tray: string, left: number) => `${card}: ${tray}. Осталось: ${left}`,
  taken: (card: string) => `В руке: ${card}`,
  empty: "пусто",

  earlier: (card: string) => `Раньше: ${card}`,
  laterOne: (card: string) => `Позже: ${card}`,
  place: (card: string, place: number, all: number, time: string) => `${card}: место ${place} из ${all}${time && `, ${time}`}`,

  mark: (row: string) => `Отметить строку ${row}`,
  markColumn: "Отметка",
  marked: (count: number) => `Отмечено строк: ${count}`,
  sum: (column: string, sum: string) => `Вместе (${column}): ${sum}`,

  noNumber: "Здесь нужно число, например 12 или 4,5.",

  one: "выбери одно",
  many: "выбери, что нужно",
  reads: "Так это прочтут",
  nothing: "Пока пусто: выбери фразы выше.",
  signs: (count: number, most: number | null) => (most === null ? `Знаков: ${count}` : `Знаков: ${count} из ${most}`),

  end: (fine: number, all: number) => `Проверок сошлось: ${fine} из ${all}. Можно вернуться к любому шагу или завершить.`,
  endNone: "Пока не проверен ни один шаг. Вернись к первому: хватит и одного.",
  sheet: "Твой лист",
};

export type DeskWords = typeof ru;

const en: DeskWords = {
  brief: "The job",
  toWork: "To work",
  news: "News has come",
  task: "What to do",
  materials: "On the table",
  yourWork: "Your work",
  inWords: "The same in words",
  from: (sender) => `${sender}:`,
  table: "table, scrolls sideways",
  number: "No.",
  check: "Check",
  checkAgain: "Check again",
  fineOf: (fine, all) => `${fine} of ${all} are fine`,
  allFine: "Everything fits. On you go.",
  kept: "fine",
  open: "not yet",
  seeHere: "look here",
  later: "Go on, I will come back",
  next: "Next",
  left: {
    sort: (count) => `Still in your hand: ${count}. Put everything down, then check.`,
    order: () => "Put all the cards into order.",
    pick: () => "No row is marked yet.",
    fill: (count) => `Numbers still to write: ${count}.`,
    compose: (count) => `Places without a sentence: ${count}.`,
  },

  hand: (left) => `In your hand. Left: ${left}`,
  handEmpty: "Everything is put down. Press a card to move it.",
  putInto: "Where does it go?",
  takeBack: (card) => `Take in hand: ${card}`,
  putDown: (card, tray, left) => `${card}: ${tray}. Left: ${left}`,
  taken: (card) => `In your hand: ${card}`,
  empty: "empty",

  earlier: (card) => `Earlier: ${card}`,
  laterOne: (card) => `Later: ${card}`,
  place: (card, place, all, time) => `${card}: place ${place} of ${all}${time && `, ${time}`}`,

  mark: (row) => `Mark row ${row}`,
  markColumn: "Mark",
  marked: (count) => `Rows marked: ${count}`,
  sum: (column, sum) => `Together (${column}): ${sum}`,

  noNumber: "A number is needed here, say 12 or 4.5.",

  one: "choose one",
  many: "choose what is needed",
  reads: "This is how it reads",
  nothing: "Empty so far: choose sentences above.",
  signs: (count, most) => (most === null ? `Signs: ${count}` : `Signs: ${count} of ${most}`),

  end: (fine, all) => `${fine} of ${all} checks fit. You may go back to any step, or finish.`,
  endNone: "No step has been checked yet. Go back to the first one: one is enough.",
  sheet: "Your sheet",
};

export function deskWords(language: string): DeskWords {
  return language === "ru" ? ru : en;
}
